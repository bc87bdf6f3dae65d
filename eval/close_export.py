"""The close reader as files that run without torch: ``encoder.onnx``, ``reader.onnx``, ``tokenizer.json``.

The encoder keeps the four bits a weight that it came with (one scale for 32 weights), the reader
has eight. Needs the extra ``train``.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from assistant.close_reading import MOST_AROUND, MOST_BODY
from eval.close_network import CloseNetwork

_LONGEST = MOST_AROUND + MOST_BODY + 8
"""Pieces of the longest text, with its marks."""
_OPSET = 17


class _Encoder(nn.Module):
    """(1, n_pieces, size) vectors from (1, n_pieces) numbers: one text at a time, no padding."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor) -> Tensor:
        there = torch.ones_like(pieces, dtype=torch.float32)
        states: Tensor = self.model(input_ids=pieces, attention_mask=there).last_hidden_state
        return states


class _Reader(nn.Module):
    """(n,) scores of some statements for one question."""

    def __init__(self, network: CloseNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, question: Tensor, statement: Tensor, part: Tensor, said: Tensor) -> Tensor:
        asked = question.expand(statement.shape[0], -1, -1)
        scores: Tensor = self.network(asked, statement, part, None, said)
        return scores


def export(encoder: BertModel, reader: CloseNetwork, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the three files."""
    folder.mkdir(parents=True, exist_ok=True)
    size = encoder.config.hidden_size
    places = encoder.embeddings.position_embeddings
    places.weight = nn.Parameter(places.weight[: _LONGEST + 1].clone())
    encoder.embeddings.register_buffer("position_ids", torch.arange(_LONGEST + 1)[None])
    full = folder / "full.onnx"
    pieces = {"pieces": torch.randint(5, 1000, (1, 20))}
    _write(_Encoder(encoder), pieces, "states", full)
    _in_four_bits(full, folder / "encoder.onnx")
    fed = {
        "question": torch.randn(1, 12, size),
        "statement": torch.randn(3, 20, size),
        "part": torch.ones(3, 20, dtype=torch.long),
        "said": torch.ones(3, 20),
    }
    _write(_Reader(reader.eval()), fed, "scores", full)
    _in_eight_bits(full, folder / "reader.onnx")
    full.unlink()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)


def _write(model: nn.Module, fed: dict[str, Tensor], made: str, path: Path) -> None:
    lengths = {name: {1: f"n_{name}"} for name in fed}
    for name in {"statement", "part", "said"} & set(fed):
        lengths[name] = {0: "n", 1: "longest"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter announces its successor
        torch.onnx.export(
            model,
            tuple(fed.values()),
            str(path),
            input_names=list(fed),
            output_names=[made],
            dynamic_axes=lengths,
            opset_version=_OPSET,
            dynamo=False,
        )


def _in_four_bits(full: Path, path: Path) -> None:
    """Symmetric blocks of 32, as the weights came: nothing is rounded a second time."""
    import onnx
    from onnxruntime.quantization.matmul_nbits_quantizer import (
        DefaultWeightOnlyQuantConfig,
        MatMulNBitsQuantizer,
    )

    config = DefaultWeightOnlyQuantConfig(
        block_size=32,
        is_symmetric=True,
        accuracy_level=4,
        op_types_to_quantize=("MatMul", "Gather"),
    )
    quantizer = MatMulNBitsQuantizer(onnx.load(str(full)), algo_config=config)
    quantizer.process()
    quantizer.model.save_model_to_file(str(path))


def _in_eight_bits(full: Path, path: Path) -> None:
    """Seven of the eight: without VNNI a processor adds up in 16 bits and would overflow."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
