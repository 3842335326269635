"""The stages of the main job over many articles, and all file work: read, extract, translate, build, check, count.

Each stage reads what it needs, writes only files whose bytes change, and goes on past an unreadable file, which it
returns as an error. A stage is a module, so that a command imports those that it uses and starts fast.
"""
