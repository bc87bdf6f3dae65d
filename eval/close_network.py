"""The close reader while it learns; ``assistant/close_reading.py`` runs what is made of it.

The encoder is the base as it is and does not learn; so its vectors are made once. The reader starts
from the base's two upper layers (as MORES does, arXiv:2004.13313): the pieces of the question look
at each other and at those of the statement, which stay as they are. It learns listwise: softmax
cross-entropy over a question's statements and *none of these*, whose score is nought.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from assistant.close_reading import AROUND, BODY
from eval.base_weights import BaseWeights

Report = Callable[[int, float, float], None]  # steps, mean loss, seconds

_TYPICAL = 0.85
"""Cosine of question and statement that says nothing: this base's are all between 0.7 and 1."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the committed one was made.

    Attributes:
        layers: of the base that the reader starts from.
        groups: questions in a step.
        wrong: statements beside the right one.
        hard: what a hard question counts for beside another.
        decay_share: of the time, at the end, in which the rate falls to nothing.
    """

    layers: tuple[int, ...] = (10, 11)
    rate: float = 3e-4
    warm_up: int = 100
    groups: int = 32
    wrong: int = 2
    hard: float = 1.5
    dropout: float = 0.1
    decay_share: float = 0.3
    seed: int = 5


@dataclass(frozen=True, slots=True)
class Item:
    """A statement for a question.

    Attributes:
        question, statement: (n_pieces, hidden) vectors of the encoder.
        body: place of the statement's own first piece.
    """

    question: Tensor
    statement: Tensor
    body: int


@dataclass(frozen=True, slots=True)
class Group:
    """A question's statements; ``right`` is the place of the right one, None where none is."""

    items: tuple[Item, ...]
    right: int | None
    weight: float


def bert(base: BaseWeights) -> BertModel:
    """The base as a model of the library."""
    config = BertConfig(**base.sizes._asdict(), layer_norm_eps=1e-12, pad_token_id=1)
    config._attn_implementation = "eager"  # the others cannot be written as a file
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(base.tensors, strict=False)
    model.train(mode=False)
    return model


class ReaderLayer(nn.Module):
    """One layer of the base, in which the question looks at itself and at the statement.

    Args:
        layer: of the library's model.
    """

    def __init__(self, layer: Any, heads: int, dropout: float) -> None:
        super().__init__()
        attention = layer.attention
        own = attention.self
        self.q, self.k, self.v = own.query, own.key, own.value
        self.o, self.ln1 = attention.output.dense, attention.output.LayerNorm
        self.fi, self.fo = layer.intermediate.dense, layer.output.dense
        self.ln2 = layer.output.LayerNorm
        self.heads, self.drop = heads, nn.Dropout(dropout)

    def forward(self, asked: Tensor, said: Tensor, hidden: Tensor) -> Tensor:
        """(n, n_asked, size) from vectors of both; ``hidden`` is added to the attention."""
        both = torch.cat([asked, said], 1)
        q, k, v = (self._split(part) for part in (self.q(asked), self.k(both), self.v(both)))
        odds = q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5 + hidden
        seen = (odds.softmax(-1) @ v).transpose(1, 2).flatten(2)
        asked = self.ln1(asked + self.drop(self.o(seen)))
        out: Tensor = self.ln2(asked + self.drop(self.fo(functional.gelu(self.fi(asked)))))
        return out

    def _split(self, values: Tensor) -> Tensor:
        n, pieces, _ = values.shape
        return values.view(n, pieces, self.heads, -1).transpose(1, 2)


class CloseNetwork(nn.Module):
    """Log odds that a statement answers a question, from the encoder's vectors of both."""

    def __init__(self, base: BaseWeights, recipe: Recipe) -> None:
        super().__init__()
        size, heads = base.sizes.hidden_size, base.sizes.num_attention_heads
        layers = bert(base).encoder.layer
        self.layers = nn.ModuleList(
            ReaderLayer(layers[at], heads, recipe.dropout) for at in recipe.layers
        )
        self.role = nn.Parameter(torch.randn(3, size) * 0.02)
        self.dense = nn.Linear(2 * size + 1, size)
        self.head = nn.Linear(size, 1)
        for layer in (self.dense, self.head):
            nn.init.normal_(layer.weight, std=0.02)
            nn.init.zeros_(layer.bias)

    def forward(
        self,
        question: Tensor,
        statement: Tensor,
        part: Tensor,
        asked: Tensor | None = None,
        said: Tensor | None = None,
    ) -> Tensor:
        """(n,) scores.

        Args:
            question, statement: (n, n_pieces, size).
            part: (n, n_pieces) of the statement: around or body.
            asked, said: (n, n_pieces) 1 for a piece, 0 for padding; all pieces without.
        """
        asked = torch.ones_like(question[..., 0]) if asked is None else asked
        said = torch.ones_like(statement[..., 0]) if said is None else said
        near = functional.cosine_similarity(_mean(question, asked), _mean(statement, said), dim=-1)
        hidden = (1 - torch.cat([asked, said], 1))[:, None, None, :] * -1e4
        read, text = question + self.role[0], statement + self.role[part]
        for layer in self.layers:
            read = layer(read, text, hidden)
        features = [_mean(read, asked), read[:, 0], (near - _TYPICAL)[:, None] * 20]
        scores: Tensor = self.head(torch.tanh(self.dense(torch.cat(features, 1))))[:, 0]
        return scores


def _mean(values: Tensor, there: Tensor) -> Tensor:
    return (values * there[..., None]).sum(1) / there.sum(1, keepdim=True)


def learn(
    network: CloseNetwork,
    groups: Callable[[random.Random], list[Group]],
    recipe: Recipe,
    minutes: float,
    report: Report,
) -> None:
    """Learn for so many minutes: the rate rises, stays, and falls in the last part.

    Args:
        groups: what to learn from in one round, drawn anew for each.
    """
    drawn = random.Random(recipe.seed)
    learning = list(network.parameters())
    optimizer = torch.optim.AdamW(learning, lr=recipe.rate, weight_decay=0.01)
    network.train()
    began, steps, mean = time.monotonic(), 0, 0.0
    while time.monotonic() - began < 60 * minutes:
        for batch in _batches(groups(drawn), recipe.groups, drawn):
            left = 1 - (time.monotonic() - began) / (60 * minutes)
            if left <= 0:
                break
            rate = recipe.rate * min(1.0, (steps + 1) / recipe.warm_up)
            for group in optimizer.param_groups:
                group["lr"] = rate * max(0.02, min(1.0, left / recipe.decay_share))
            loss = listwise_loss(network, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            steps += 1
            mean += (loss.item() - mean) * max(0.02, 1 / steps)
            report(steps, mean, time.monotonic() - began)
    network.eval()


def _batches(groups: list[Group], size: int, drawn: random.Random) -> Iterator[list[Group]]:
    """Groups of about the same length together, so that little is padded."""
    drawn.shuffle(groups)
    for at in range(0, len(groups), size * 40):
        some = sorted(
            groups[at : at + size * 40], key=lambda g: max(len(i.statement) for i in g.items)
        )
        batches = [some[i : i + size] for i in range(0, len(some), size)]
        drawn.shuffle(batches)
        yield from batches


def listwise_loss(network: CloseNetwork, batch: Sequence[Group]) -> Tensor:
    """Weighted mean over the groups."""
    items = [item for group in batch for item in group.items]
    question, asked = _padded([item.question for item in items])
    statement, said = _padded([item.statement for item in items])
    bodies = torch.tensor([item.body for item in items])
    places = torch.arange(statement.shape[1])
    part = torch.where(places < bodies[:, None], AROUND, BODY)
    scores = network(question, statement, part, asked, said)
    losses = []
    for found, group in zip(scores.split([len(g.items) for g in batch]), batch, strict=True):
        wanted = torch.tensor([len(group.items) if group.right is None else group.right])
        listed = torch.cat([found, torch.zeros(1)])[None]
        losses.append(group.weight * functional.cross_entropy(listed, wanted))
    return torch.stack(losses).sum() / sum(group.weight for group in batch)


def _padded(states: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """(n, longest, size) and which pieces there are, (n, longest)."""
    padded = nn.utils.rnn.pad_sequence([s.float() for s in states], batch_first=True)
    there = torch.zeros(padded.shape[:2])
    for at, one in enumerate(states):
        there[at, : len(one)] = 1
    return padded, there
