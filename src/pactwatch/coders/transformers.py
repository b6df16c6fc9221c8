"""A model in a local folder, run by the transformers library: `pip install 'pactwatch[transformers]'`.

    pactwatch code articles.jsonl --coder transformers --model models/qwen3-4b

A generating model with a chat template is what fits: it can name the ends and quote the words, which a classifier of sequences cannot.
Nothing is downloaded and no code of the folder is run; weights are read from safetensors alone.
"""

from pathlib import Path
from typing import Any

from ..contracts import Asked, Code, Complain
from ..nouns import Article, Bad
from . import _answer, _question

LONGEST = 2048  # tokens of an answer


def load(folder: Path) -> tuple[Any, Any]:
    """Tokenizer and model. Raises Bad where the library or the folder is missing or broken."""
    if not (folder / "config.json").is_file():
        raise Bad(f"{folder}: no model; name a folder with config.json, a tokenizer and safetensors")
    try:
        from transformers import AutoModelForCausalLM, AutoTokenizer
    except ImportError:
        raise Bad("coder transformers needs its library; pip install 'pactwatch[transformers]'") from None
    safe = {"local_files_only": True, "trust_remote_code": False}
    try:
        return AutoTokenizer.from_pretrained(folder, **safe), AutoModelForCausalLM.from_pretrained(folder, use_safetensors=True, **safe)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise Bad(f"{folder}: the model cannot be loaded ({' '.join(str(error).split())[:120]}); name a folder of a generating model") from None


def make(asked: Asked, complain: Complain) -> Code:
    """The coder. The model is loaded here, once."""
    if not asked.model:
        raise Bad("coder transformers: name a folder, as --model models/qwen3-4b")
    folder = Path(asked.model)
    tokenizer, model = load(folder)
    if not getattr(tokenizer, "chat_template", None):
        raise Bad(f"{folder}: the tokenizer has no chat template; name a model made to answer")

    def ask(article: Article, part: tuple[int, int]) -> str:
        given = tokenizer.apply_chat_template(_question.messages(article, part), add_generation_prompt=True, return_tensors="pt", return_dict=True)
        made = model.generate(**given, max_new_tokens=LONGEST, do_sample=False)
        return str(tokenizer.decode(made[0][len(given["input_ids"][0]):], skip_special_tokens=True))

    return lambda article: _answer.code(article, ask, f"transformers {folder.name}", complain)
