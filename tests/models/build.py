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
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from ctranslate2.specs.transformer_spec import TransformerSpec
from models.corpus import sentences
from models.oracle import CYRILLIC, SILENT, TABLES, TO_CYRILLIC, ordinary_pieces
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

Floats = npt.NDArray[np.float32]

PAIRS: Final = tuple(TABLES)
NAMES: Final = {"en": "English", "ru": "Russian", "zh": "Chinese"}

SENTENCES: Final = 8000
PIECES: Final = 2000
TYPOGRAPHY: Final = "“”‘’„«»–—•·×°§€£©"
CHARACTERS: Final = string.ascii_letters + string.digits + string.punctuation + TYPOGRAPHY + CYRILLIC + CYRILLIC.upper()

PIECE_PLACES: Final = 128
POSITION_PLACES: Final = 64
PLACES: Final = PIECE_PLACES + POSITION_PLACES
POSITIONS: Final = 1100  # CTranslate2 reads 1024 pieces of source unless told otherwise
FEED_FORWARD: Final = 256

ATTENTION_GAIN: Final = 8.0
ATTENTION_MARGIN: Final = 12.0  # nats between the right position and any other one
FETCH_GAIN: Final = 2.0
TOKEN_MARGIN: Final = 14.0  # nats between the right piece and any other one
POSITION_SEED: Final = 1
PIECE_SEED: Final = 2

TOOLS: Final = ("ctranslate2", "numpy", "sentencepiece")
EPOCH: Final = (2020, 1, 1, 0, 0, 0)  # the date of every file in a package


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
        sentence_iterator=map(SOURCE_TEXT[source], sentences(SENTENCES)),
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
    products = codes @ codes.T
    own = float(codes.shape[1])
    np.fill_diagonal(products, -own)
    return own - float(products.max())


def attention_margin(positions: Floats) -> float:
    """By how many nats the cross-attention prefers the right position, at least.

    The decoder's state holds a position code and zeros, so layer normalisation scales it up; dot products are divided
    by the root of the size, as in every Transformer.
    """
    normalised = np.sqrt(PLACES / POSITION_PLACES)
    return float(ATTENTION_GAIN * normalised * distance(positions) / np.sqrt(PLACES))


def projection_gain(codes: Floats) -> float:
    """The factor of the output layer that keeps the right piece `TOKEN_MARGIN` nats above any other one.

    The decoder's state holds the fetched code times `FETCH_GAIN` beside a position code, divided by their joint size.
    """
    size = np.sqrt((PIECE_PLACES * FETCH_GAIN**2 + POSITION_PLACES) / PLACES)
    return float(TOKEN_MARGIN / (distance(codes) * FETCH_GAIN / size))


# ----------------------------------------------------------------------------------------------------- weights

PIECE_PART: Final = slice(0, PIECE_PLACES)
POSITION_PART: Final = slice(PIECE_PLACES, PLACES)


def zeros(rows: int, columns: int = PLACES) -> Floats:
    """A matrix of zeros."""
    return np.zeros((rows, columns), np.float32)


def placed(codes: Floats, part: slice) -> Floats:
    """The codes in their part of a vector, zeros beside them."""
    matrix = zeros(len(codes))
    matrix[:, part] = codes
    return matrix


def only(part: slice, gain: float = 1.0) -> Floats:
    """The matrix that keeps one part of a vector, times `gain`, and makes the other part zero."""
    matrix = zeros(PLACES)
    matrix[part, part] = gain * np.eye(part.stop - part.start, dtype=np.float32)
    return matrix


def set_linear(layer: Any, weight: Floats) -> None:
    """Gives a linear layer its weight and no bias."""
    layer.weight, layer.bias = weight, np.zeros(len(weight), np.float32)


def set_norms(*norms: Any) -> None:
    """Makes layer normalisations plain ones."""
    for norm in norms:
        norm.gamma, norm.beta = np.ones(PLACES, np.float32), np.zeros(PLACES, np.float32)


def set_idle(layer: Any) -> None:
    """Lets self-attention and feed-forward of an encoder's or decoder's layer add nothing."""
    set_norms(layer.self_attention.layer_norm, layer.ffn.layer_norm)
    set_linear(layer.self_attention.linear[0], zeros(3 * PLACES))
    set_linear(layer.self_attention.linear[1], zeros(PLACES))
    set_linear(layer.ffn.linear_0, zeros(FEED_FORWARD))
    set_linear(layer.ffn.linear_1, zeros(PLACES, FEED_FORWARD))


def set_encoder(encoder: Any, answer_codes: Floats, positions: Floats) -> None:
    """Steps 1 and 2: a source vector is the code of the translation beside the code of the position."""
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = placed(answer_codes, PIECE_PART)
    encoder.position_encodings.encodings = placed(positions, POSITION_PART)
    set_idle(encoder.layer[0])
    set_norms(encoder.layer_norm)


def set_decoder(decoder: Any, codes: Floats, positions: Floats) -> None:
    """Steps 3 and 4: ask for the position, fetch the code that lies there, name the piece that has this code."""
    decoder.scale_embeddings = False
    decoder.embeddings.weight = zeros(len(codes))
    decoder.position_encodings.encodings = placed(positions, POSITION_PART)
    (layer,) = decoder.layer
    set_idle(layer)
    set_norms(layer.attention.layer_norm, decoder.layer_norm)
    ask, recall, answer = layer.attention.linear
    set_linear(ask, only(POSITION_PART, ATTENTION_GAIN))
    set_linear(recall, np.concatenate([only(POSITION_PART), only(PIECE_PART)]))  # keys, then values
    set_linear(answer, only(PIECE_PART, FETCH_GAIN))
    set_linear(decoder.projection, placed(projection_gain(codes) * codes, PIECE_PART))


def network(vocabulary: Vocabulary) -> TransformerSpec:
    """The Transformer of a vocabulary, in eight bits: one layer on each side, one attention head."""
    positions = balanced_codes(POSITIONS, POSITION_PLACES, POSITION_SEED)
    codes = balanced_codes(len(vocabulary.pieces), PIECE_PLACES, PIECE_SEED)
    assert attention_margin(positions) > ATTENTION_MARGIN
    row = {piece: number for number, piece in enumerate(vocabulary.pieces)}
    spec = TransformerSpec.from_config(num_layers=(1, 1), num_heads=1, pre_norm=True)
    set_encoder(spec.encoder, codes[[row[answer] for answer in vocabulary.answers]], positions)
    set_decoder(spec.decoder, codes, positions)
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


def write_package_folder(pair: str, folder: Path) -> None:
    """Writes what a package holds, in the layout of Argos Translate, into an existing folder."""
    vocabulary = learn_vocabulary(pair)
    model = folder / "model"
    model.mkdir()
    network(vocabulary).save(str(model))
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
    with tempfile.TemporaryDirectory() as folder:
        write_package_folder(pair, Path(folder))
        pack(Path(folder), package_name(pair), package)
    return package


if __name__ == "__main__":
    for each in PAIRS:
        build(each, Path(__file__).parent)
