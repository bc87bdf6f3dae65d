"""Once against a genuine server: `transformers serve` with a tiny model made here, for the protocol."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from assistant.model_check import check_model
from assistant.settings import Settings

pytest.importorskip("langchain_openai", reason="extra 'model' is not installed")
pytest.importorskip("accelerate", reason="`transformers serve` loads models with it")

SAID = "De gemeente vergoedt € 250 voor een elektrische fiets [B1]."
STEPS = 400
ROOT = str(Path(__file__).parents[2])


def make_model(folder: Path) -> None:
    """A model of one layer that has learnt to say one sentence, whatever it is asked."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    raw = Tokenizer(models.BPE(unk_token="<unk>"))
    raw.pre_tokenizer = pre_tokenizers.ByteLevel()
    raw.decoder = decoders.ByteLevel()
    special = ["<unk>", "<s>", "</s>"]
    raw.train_from_iterator(
        [SAID],
        trainers.BpeTrainer(
            vocab_size=300, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
        ),
    )  # fmt: skip
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=raw, unk_token="<unk>", bos_token="<s>", eos_token="</s>", pad_token="</s>"
    )
    tokenizer.chat_template = "<s>"  # the question itself is left out: so small a model cannot read
    torch.manual_seed(0)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=1,
            num_attention_heads=2, num_key_value_heads=2, max_position_embeddings=256,
            bos_token_id=1, eos_token_id=2, pad_token_id=2,
        )
    )  # fmt: skip
    ids = torch.tensor([tokenizer.encode(f"<s>{SAID}</s>", add_special_tokens=False)])
    optimiser = torch.optim.Adam(model.parameters(), lr=3e-3)
    for _ in range(STEPS):
        loss = model(input_ids=ids, labels=ids).loss
        if loss.item() < 0.02:
            break
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    model.generation_config.max_new_tokens = 200
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    folder = tmp_path_factory.mktemp("model")
    made = subprocess.run(
        [sys.executable, str(Path(__file__)), str(folder)],
        capture_output=True, text=True, timeout=120, env=os.environ | {"PYTHONPATH": ROOT},
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-800:]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "serve.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "transformers.cli.transformers", "serve", "--host", "127.0.0.1",
         "--port", str(port), "--device", "cpu", str(folder)],
        stdout=log, stderr=log, env=os.environ | {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"},
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while True:
        try:
            urlopen(f"http://127.0.0.1:{port}/health", timeout=2).close()
            break
        except (URLError, OSError):
            assert process.poll() is None, (folder / "serve.log").read_text()[-800:]
            assert time.monotonic() < deadline
            time.sleep(0.5)
    yield f"http://127.0.0.1:{port}/v1", str(folder)
    process.kill()
    process.wait(10)
    log.close()


def test_the_protocol_of_a_genuine_server(served: tuple[str, str]) -> None:
    url, folder = served
    told = list(check_model(Settings(model=f"openai:{folder}", model_url=url, model_timeout=60)))
    assert "€ 250" in "\n".join(told)
    assert told[-1] == "Het taalmodel werkt."


if __name__ == "__main__":
    make_model(Path(sys.argv[1]))
