"""Builds the test models: real, tiny Argos packages whose answers are known in advance.

    cd tests && python -m models.build

Nothing is trained but the vocabulary. The weights of a small Transformer are written down so that it must translate
piece number n of the source to piece number n of its answer, by a fixed table (`oracle.TABLES`). Why that works:

1. **Codes.** Each piece of the vocabulary has a code of 128 numbers and each position one of 64, all of them +1 or -1,
   half and half, in an order drawn once. Two different codes agree in about half of their places, so the product of a
   code with itself (128, or 64) is far above its product with any other one.
2. **Encoder.** A source piece is embedded as the code of *its translation*; its position adds the code of the position
   in the remaining places. So a source vector consists of +1 and -1 only: its mean is 0 and its variance 1, layer
   normalisation leaves it alone, and 8-bit numbers hold it without error. The encoder's layer adds zero.
3. **Decoder.** It ignores the pieces written so far: their embeddings are zero. What is left is the code of the
   position to write next. The cross-attention compares that code with the position codes of the source, finds the same
   position (any other one is e^12 times weaker) and fetches the code of the translation that lies there.
4. **Projection.** The output layer multiplies what was fetched with the code of each piece of the vocabulary. The
   piece with that very code wins by at least `TOKEN_MARGIN`. When the source's end is fetched, the answer ends.

Every ordinary layer of a Transformer is present and computed; those without a part in this have a zero output.
"""

import io
import json
import platform
import string
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from ctranslate2.specs.transformer_spec import TransformerSpec
from models.corpus import LEARNT, sentences
from models.oracle import CYRILLIC, SILENT, TABLES, TO_CYRILLIC, ordinary_pieces
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

Floats = npt.NDArray[np.float32]

PAIRS: Final = tuple(TABLES)
NAMES: Final = {"en": "English", "ru": "Russian", "zh": "Chinese"}

PIECES: Final = 2000
TYPOGRAPHY: Final = "“”‘’„«»–—•·×°§€£©"
CHARACTERS: Final = string.ascii_letters + string.digits + string.punctuation + TYPOGRAPHY + CYRILLIC + CYRILLIC.upper()

POSITIONS: Final = 1100  # CTranslate2 reads 1024 pieces of source unless told otherwise

ATTENTION_GAIN: Final = 8.0
ATTENTION_MARGIN: Final = 12.0  # nats between the right position and any other one
FETCH_GAIN: Final = 2.0
TOKEN_MARGIN: Final = 14.0  # nats between the right piece and any other one
POSITION_SEED: Final = 1
PIECE_SEED: Final = 2
WEIGHT_SEED: Final = 3
BLOCK: Final = 1024  # codes that are compared with all others at once

TOOLS: Final = ("ctranslate2", "numpy", "sentencepiece")
EPOCH: Final = (2020, 1, 1, 0, 0, 0)  # the date of every file in a package


@dataclass(frozen=True)
class Shape:
    """How large a network is. Each head must have room for a whole position code."""

    piece_places: int = 128
    position_places: int = 64
    feed_forward: int = 256
    heads: int = 1
    layers: int = 1
    """Of the encoder, and of the decoder; only the last one of the decoder has a part in the answer."""
    busy: bool = False
    """Whether what adds nothing has random weights up to its output, so that it costs what it costs in real models."""

    @property
    def places(self) -> int:
        """Numbers of a vector."""
        return self.piece_places + self.position_places

    @property
    def piece_part(self) -> slice:
        """Where the code of a piece lies in a vector."""
        return slice(0, self.piece_places)

    @property
    def position_part(self) -> slice:
        """Where the code of a position lies in a vector."""
        return slice(self.piece_places, self.places)


SMALL: Final = Shape()


@dataclass(frozen=True)
class Vocabulary:
    """The pieces of a package, source and target together, and what each is translated to."""

    model: bytes
    """The SentencePiece model, serialised."""
    pieces: tuple[str, ...]
    answers: tuple[str, ...]
    """`answers[n]` translates `pieces[n]`; each answer is one of the pieces."""


def package_name(pair: str) -> str:
    """The name of a package's folder, and of its file but for the suffix."""
    return f"translate-{pair}-1_0"


# --------------------------------------------------------------------------------------------------- vocabulary


def to_cyrillic(sentence: str) -> str:
    """The sentence as the English to Russian model would write it."""
    return sentence.translate(TO_CYRILLIC)


def in_english(sentence: str) -> str:
    """The sentence as it is."""
    return sentence


SOURCE_TEXT: Final[dict[str, Callable[[str], str]]] = {"en": in_english, "ru": to_cyrillic}


def train(source: str, *, single_bytes: bool) -> bytes:
    """A SentencePiece model learnt from the corpus; it has every letter and sign that a test may need.

    The corpus and the model pass through memory, so that no path of this machine enters the model.
    """
    model = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=map(SOURCE_TEXT[source], sentences(LEARNT)),
        model_writer=model,
        vocab_size=PIECES,
        hard_vocab_limit=False,
        required_chars=CHARACTERS,
        control_symbols=[SILENT],
        byte_fallback=single_bytes,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def field(number_and_type: int, value: bytes) -> bytes:
    """A length-delimited field of a Protocol Buffers message."""
    assert len(value) < 128, "a longer field needs a longer length"
    return bytes([number_and_type, len(value)]) + value


def appended(model: bytes, pieces: Iterable[str], score: float) -> bytes:
    """The SentencePiece model with more ordinary pieces at its end.

    Two serialised Protocol Buffers messages, one behind the other, are the serialised message that has the repeated
    fields of both; so pieces are added without decoding anything. In the message of a model, field 1 is a piece; in
    that of a piece, field 1 is its text and field 2 its score.
    """
    number = b"\x15" + struct.pack("<f", score)
    return model + b"".join(field(0x0A, field(0x0A, piece.encode()) + number) for piece in pieces)


def learn_vocabulary(pair: str) -> Vocabulary:
    """The pieces of the source language, then those that only their translations need.

    The latter score lowest, so that they hardly ever cut a source text in another way; text that is already in the
    target language consists of them and is copied. For an unknown character the model for Chinese has only `<unk>`, as
    most real models; the others spell it in single bytes.
    """
    source, target = pair.split("_")
    learnt = train(source, single_bytes=target != "zh")
    tokenizer = SentencePieceProcessor(model_proto=learnt)
    pieces = [tokenizer.id_to_piece(number) for number in range(tokenizer.get_piece_size())]
    table = TABLES[pair](ordinary_pieces(tokenizer))
    added = sorted(set(table.values()) - set(pieces))
    lowest = min(tokenizer.get_score(number) for number in range(tokenizer.get_piece_size()))
    every = (*pieces, *added)
    answers = tuple(table.get(piece, piece) for piece in every)
    return Vocabulary(appended(learnt, added, lowest - 1.0), every, answers)


# ------------------------------------------------------------------------------------------------------- codes


def balanced_codes(count: int, places: int, seed: int) -> Floats:
    """`count` rows of `places` numbers, half of them +1, half -1, in an order drawn for each row.

    The draws are raw output of PCG64, which is the same in every version of NumPy.
    """
    draws = np.random.PCG64(seed).random_raw((count, places))
    ranks = draws.argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    return np.where(ranks < places // 2, 1.0, -1.0).astype(np.float32)


def distance(codes: Floats) -> float:
    """How far the product of a code with itself lies above its greatest product with any other code."""
    own = float(codes.shape[1])
    nearest = -own
    for start in range(0, len(codes), BLOCK):
        products = codes[start : start + BLOCK] @ codes.T
        np.fill_diagonal(products[:, start:], -own)
        nearest = max(nearest, float(products.max()))
    return own - nearest


def attention_margin(positions: Floats, shape: Shape) -> float:
    """By how many nats the cross-attention prefers the right position, at least.

    The decoder's state holds a position code and zeros, so layer normalisation scales it up; dot products are divided
    by the root of a head's size, as in every Transformer.
    """
    normalised = np.sqrt(shape.places / shape.position_places)
    return float(ATTENTION_GAIN * normalised * distance(positions) / np.sqrt(shape.places / shape.heads))


def projection_gain(codes: Floats, shape: Shape) -> float:
    """The factor of the output layer that keeps the right piece `TOKEN_MARGIN` nats above any other one.

    The decoder's state holds the fetched code times `FETCH_GAIN` beside a position code, divided by their joint size.
    """
    size = np.sqrt((shape.piece_places * FETCH_GAIN**2 + shape.position_places) / shape.places)
    return float(TOKEN_MARGIN / (distance(codes) * FETCH_GAIN / size))


# ----------------------------------------------------------------------------------------------------- weights


def zeros(rows: int, columns: int) -> Floats:
    """A matrix of zeros."""
    return np.zeros((rows, columns), np.float32)


def noise(rows: int, columns: int, seed: int) -> Floats:
    """A matrix of numbers between -1 and 1, divided by the root of the columns: raw output of PCG64, in 53 bits."""
    draws = np.random.PCG64([WEIGHT_SEED, seed]).random_raw((rows, columns)) >> np.uint64(11)
    numbers: Floats = ((draws * 2.0**-52 - 1.0) / np.sqrt(columns)).astype(np.float32)
    return numbers


def placed(codes: Floats, part: slice, shape: Shape) -> Floats:
    """The codes in their part of a vector, zeros beside them."""
    matrix = zeros(len(codes), shape.places)
    matrix[:, part] = codes
    return matrix


def only(part: slice, shape: Shape, gain: float = 1.0) -> Floats:
    """The matrix that keeps one part of a vector, times `gain`, and makes the other part zero."""
    matrix = zeros(shape.places, shape.places)
    matrix[part, part] = gain * np.eye(part.stop - part.start, dtype=np.float32)
    return matrix


def to_each_head(shape: Shape, gain: float = 1.0) -> Floats:
    """The matrix that gives each head the position code, times `gain`, in the last places of the head."""
    matrix = zeros(shape.places, shape.places)
    size = shape.places // shape.heads
    for end in range(size, shape.places + 1, size):
        code = gain * np.eye(shape.position_places, dtype=np.float32)
        matrix[end - shape.position_places : end, shape.position_part] = code
    return matrix


def set_linear(layer: Any, weight: Floats) -> None:
    """Gives a linear layer its weight and no bias."""
    layer.weight, layer.bias = weight, np.zeros(len(weight), np.float32)


def set_norms(shape: Shape, *norms: Any) -> None:
    """Makes layer normalisations plain ones."""
    for norm in norms:
        norm.gamma, norm.beta = np.ones(shape.places, np.float32), np.zeros(shape.places, np.float32)


def set_idle(layer: Any, shape: Shape, seed: int) -> None:
    """Lets self-attention and feed-forward of an encoder's or decoder's layer add nothing."""
    places = shape.places
    draw = partial(noise, seed=seed) if shape.busy else zeros
    set_norms(shape, layer.self_attention.layer_norm, layer.ffn.layer_norm)
    set_linear(layer.self_attention.linear[0], draw(3 * places, places))
    set_linear(layer.self_attention.linear[1], zeros(places, places))
    set_linear(layer.ffn.linear_0, draw(shape.feed_forward, places))
    set_linear(layer.ffn.linear_1, zeros(places, shape.feed_forward))


def set_blind(layer: Any, shape: Shape, seed: int) -> None:
    """Lets the cross-attention of a decoder's layer add nothing."""
    places = shape.places
    draw = partial(noise, seed=seed) if shape.busy else zeros
    set_norms(shape, layer.attention.layer_norm)
    ask, recall, answer = layer.attention.linear
    set_linear(ask, draw(places, places))
    set_linear(recall, draw(2 * places, places))
    set_linear(answer, zeros(places, places))


def set_encoder(encoder: Any, answer_codes: Floats, positions: Floats, shape: Shape) -> None:
    """Steps 1 and 2: a source vector is the code of the translation beside the code of the position."""
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = placed(answer_codes, shape.piece_part, shape)
    encoder.position_encodings.encodings = placed(positions, shape.position_part, shape)
    for number, layer in enumerate(encoder.layer):
        set_idle(layer, shape, number)
    set_norms(shape, encoder.layer_norm)


def set_decoder(decoder: Any, codes: Floats, positions: Floats, shape: Shape) -> None:
    """Steps 3 and 4: ask for the position, fetch the code that lies there, name the piece that has this code."""
    decoder.scale_embeddings = False
    decoder.embeddings.weight = zeros(len(codes), shape.places)
    decoder.position_encodings.encodings = placed(positions, shape.position_part, shape)
    *others, layer = decoder.layer
    for number, other in enumerate(decoder.layer, start=shape.layers):
        set_idle(other, shape, number)
    for number, other in enumerate(others, start=2 * shape.layers):
        set_blind(other, shape, number)
    set_norms(shape, layer.attention.layer_norm, decoder.layer_norm)
    ask, recall, answer = layer.attention.linear
    set_linear(ask, to_each_head(shape, ATTENTION_GAIN))
    set_linear(recall, np.concatenate([to_each_head(shape), only(shape.piece_part, shape)]))  # keys, then values
    set_linear(answer, only(shape.piece_part, shape, FETCH_GAIN))
    set_linear(decoder.projection, placed(projection_gain(codes, shape) * codes, shape.piece_part, shape))


def network(vocabulary: Vocabulary, shape: Shape = SMALL, *, stuck: bool = False) -> TransformerSpec:
    """The Transformer of a vocabulary, in eight bits. A stuck one says its first word until it is stopped."""
    positions = balanced_codes(POSITIONS, shape.position_places, POSITION_SEED)
    codes = balanced_codes(len(vocabulary.pieces), shape.piece_places, PIECE_SEED)
    assert attention_margin(positions, shape) > ATTENTION_MARGIN
    row = {piece: number for number, piece in enumerate(vocabulary.pieces)}
    spec = TransformerSpec.from_config((shape.layers, shape.layers), shape.heads, pre_norm=True)
    set_encoder(spec.encoder, codes[[row[answer] for answer in vocabulary.answers]], positions, shape)
    set_decoder(spec.decoder, codes, positions[[0] * POSITIONS] if stuck else positions, shape)
    spec.register_source_vocabulary(list(vocabulary.pieces))
    spec.register_target_vocabulary(list(vocabulary.pieces))
    spec.config.add_source_eos = True  # the end of the source is copied too, and ends the answer
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


# ---------------------------------------------------------------------------------------------------- packages


def tools() -> str:
    """What the bytes of a package depend on: versions of the libraries and the kind of processor."""
    return ", ".join([*(f"{tool} {version(tool)}" for tool in TOOLS), platform.machine()])


def readme(pair: str) -> str:
    """The text beside a model, for whoever unpacks it."""
    source, target = pair.split("_")
    return (
        f"# {NAMES[source]} to {NAMES[target]}, a test model\n\n"
        "It exchanges pieces of text by a fixed table and knows no language.\n"
        f"Made by tests/models/build.py of article-l10n with {tools()}.\n"
    )


def metadata(pair: str) -> str:
    """The metadata that Argos Translate asks of a package."""
    source, target = pair.split("_")
    entries = {
        "package_version": "1.0",
        "argos_version": "1.5",
        "from_code": source,
        "from_name": NAMES[source],
        "to_code": target,
        "to_name": NAMES[target],
    }
    return json.dumps(entries, indent=2) + "\n"


def write_package_folder(pair: str, folder: Path, vocabulary: Vocabulary, spec: TransformerSpec) -> None:
    """Writes what a package holds, in the layout of Argos Translate, into an existing folder."""
    model = folder / "model"
    model.mkdir()
    spec.save(str(model))
    (folder / "sentencepiece.model").write_bytes(vocabulary.model)
    (folder / "metadata.json").write_bytes(metadata(pair).encode())
    (folder / "README.md").write_bytes(readme(pair).encode())


def pack(folder: Path, root: str, package: Path) -> None:
    """Zips a folder under the name `root`, with fixed dates, rights and order."""
    with zipfile.ZipFile(package, "w") as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{root}/{file.relative_to(folder).as_posix()}", EPOCH)
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=9)


def build(pair: str, directory: Path) -> Path:
    """Builds the package of a pair such as `en_ru` in `directory` and returns its path.

    The same versions of `TOOLS` on the same kind of processor give the same bytes.
    """
    package = directory / f"{package_name(pair)}.argosmodel"
    vocabulary = learn_vocabulary(pair)
    with tempfile.TemporaryDirectory() as folder:
        write_package_folder(pair, Path(folder), vocabulary, network(vocabulary))
        pack(Path(folder), package_name(pair), package)
    return package


if __name__ == "__main__":
    for each in PAIRS:
        build(each, Path(__file__).parent)
