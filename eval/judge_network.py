"""The judge's network while it learns; ``assistant/judge.py`` runs the same one on numpy.

Listwise softmax cross-entropy over the readings of a question and *nothing here answers*
(Cao et al. 2007, ListNet, with the empty answer as one more item).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from assistant.judge import CLAMP, Weights
from assistant.judge_input import Floats, JudgeInput

Report = Callable[[int, int], None]  # epoch, epochs


@dataclass(frozen=True, slots=True)
class Example:
    """One question to learn from.

    Attributes:
        right: which readings answer; none for a question without an answer.
        weight: how much it counts.
    """

    made: JudgeInput
    terms: Floats
    function_words: Floats
    right: tuple[bool, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settled by cross-validation over whole texts; docs/adr/0007 has the figures."""

    hidden: int = 64
    pooled: int = 32
    term_vector: int = 16
    function_vector: int = 8
    said_vector: int = 12
    dropout: float = 0.2
    epochs: int = 6
    batch: int = 24
    rate: float = 2e-3
    decay: float = 1e-2


class JudgeNetwork(nn.Module):
    """Scores of the readings and of *nothing here answers*."""

    hm: Tensor
    hs: Tensor

    def __init__(self, example: Example, mean: Floats, spread: Floats, recipe: Recipe) -> None:
        super().__init__()
        made, hidden = example.made, recipe.hidden
        dimension = example.terms.shape[1]
        n_term = made.term_values.shape[1] + recipe.term_vector
        n_asked = len(made.question) + recipe.function_vector
        n_reading = made.readings.shape[1]
        self.register_buffer("hm", torch.from_numpy(mean))
        self.register_buffer("hs", torch.from_numpy(spread))
        self.emb = nn.Linear(dimension, recipe.term_vector)
        self.swl = nn.Linear(dimension, recipe.function_vector)
        self.imp = _mlp(n_term, 16, 1)
        self.cmp = _mlp(
            made.found.shape[2] + n_term + len(made.question), hidden, recipe.pooled, recipe.dropout
        )
        self.sai = nn.Linear(made.said.shape[1], recipe.said_vector)
        n_joined = 2 * recipe.pooled + n_reading + recipe.said_vector + n_asked
        self.out = _mlp(n_joined, hidden, 1, recipe.dropout)
        self.lin = nn.Linear(n_reading, 1)
        self.nul = _mlp(n_term + n_asked, 16, 1)
        self.drop = nn.Dropout(recipe.dropout)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """(n_readings,) and (n_questions,) scores."""
        owner, there = batch.owner, batch.there
        terms = torch.cat([batch.term_values, self.drop(self.emb(batch.terms))], -1)
        share = self.imp(terms).squeeze(-1).masked_fill(~there, -1e9).softmax(-1)
        words = (self.swl(batch.function_words) * batch.spoken[..., None]).sum(1)
        asked = torch.cat([batch.question, self.drop(words)], -1)
        question = batch.question[owner][:, None].expand(-1, terms.shape[1], -1)
        compared = self.cmp(torch.cat([batch.found, terms[owner], question], -1)).relu()
        hidden = ~there[owner][..., None]
        pooled = torch.cat(
            [
                (compared * share[owner][..., None]).sum(1),
                compared.masked_fill(hidden, 0).max(1).values,
            ],
            -1,
        )
        features = ((batch.readings - self.hm) / self.hs).clamp(-CLAMP, CLAMP)
        said = self.drop(self.sai(batch.said))
        joined = torch.cat([pooled, features, said, asked[owner]], -1)
        scores = self.out(joined).squeeze(-1) + self.lin(features).squeeze(-1) - batch.barred
        nothing = self.nul(torch.cat([(terms * share[..., None]).sum(1), asked], -1)).squeeze(-1)
        return scores, nothing

    def weights(self) -> Weights:
        """For ``assistant.judge.forward``; a dropout layer between two linear ones has none."""
        renamed = ((name.replace(".3.", ".1."), value) for name, value in self.state_dict().items())
        return {name: value.detach().numpy().astype(np.float32) for name, value in renamed}


def _mlp(n_in: int, hidden: int, n_out: int, dropout: float = 0.0) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(n_in, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, n_out)
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """Some examples, terms padded to the longest question, readings one after another."""

    terms: Tensor
    term_values: Tensor
    there: Tensor
    function_words: Tensor
    spoken: Tensor
    question: Tensor
    owner: Tensor
    found: Tensor
    readings: Tensor
    said: Tensor
    barred: Tensor
    right: Tensor
    weight: Tensor

    @classmethod
    def of(cls, examples: Sequence[Example]) -> Batch:
        most = max(len(e.made.terms) for e in examples)
        counts = [len(e.made.readings) for e in examples]
        found = [_padded(e.made.found, most, 1) for e in examples]
        spoken = max(1, max(len(e.function_words) for e in examples))
        return cls(
            terms=_stack([_padded(e.terms, most, 0) for e in examples]),
            term_values=_stack([_padded(e.made.term_values, most, 0) for e in examples]),
            there=torch.tensor([[at < len(e.made.terms) for at in range(most)] for e in examples]),
            function_words=_stack([_padded(e.function_words, spoken, 0) for e in examples]),
            spoken=torch.tensor(
                [[float(at < len(e.function_words)) for at in range(spoken)] for e in examples]
            ),
            question=_stack([e.made.question for e in examples]),
            owner=torch.repeat_interleave(torch.arange(len(examples)), torch.tensor(counts)),
            found=torch.from_numpy(np.concatenate(found)),
            readings=torch.from_numpy(np.concatenate([e.made.readings for e in examples])),
            said=torch.from_numpy(np.concatenate([e.made.said for e in examples])),
            barred=torch.from_numpy(np.concatenate([e.made.barred for e in examples])),
            right=torch.tensor([float(r) for e in examples for r in e.right]),
            weight=torch.tensor([e.weight for e in examples]),
        )


def _padded(values: Floats, size: int, axis: int) -> Floats:
    widths = [(0, size - values.shape[axis] if at == axis else 0) for at in range(values.ndim)]
    made: Floats = np.pad(values, widths)
    return made


def _stack(arrays: Sequence[Floats]) -> Tensor:
    return torch.from_numpy(np.stack(arrays))


def listwise_loss(scores: Tensor, nothing: Tensor, batch: Batch) -> Tensor:
    """Mean of minus the logarithm of the share of what is right."""
    n, owner = len(nothing), batch.owner
    top = torch.zeros(n).scatter_reduce(0, owner, scores.detach(), "amax", include_self=False)
    top = torch.maximum(top, nothing.detach())
    raised, empty = (scores - top[owner]).exp(), (nothing - top).exp()
    total = torch.zeros(n).scatter_add(0, owner, raised) + empty
    good = torch.zeros(n).scatter_add(0, owner, raised * batch.right)
    answered = torch.zeros(n).scatter_add(0, owner, batch.right) > 0
    right = torch.where(answered, good, empty).clamp(min=1e-12)
    losses = total.log() - right.log()
    return (losses * batch.weight).sum() / batch.weight.sum()


def learn(examples: Sequence[Example], recipe: Recipe, seed: int, report: Report) -> JudgeNetwork:
    """One network; the same examples, recipe, seed and one thread give the same weights."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    features = np.concatenate([e.made.readings for e in examples])
    network = JudgeNetwork(examples[0], features.mean(0), features.std(0) + 1e-3, recipe)
    parameters = list(network.parameters())
    optimizer = torch.optim.AdamW(parameters, lr=recipe.rate, weight_decay=recipe.decay)
    steps = recipe.epochs * math.ceil(len(examples) / recipe.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=steps, pct_start=0.1
    )
    for epoch in range(recipe.epochs):
        network.train()
        order = rng.permutation(len(examples))
        for first in range(0, len(order), recipe.batch):
            batch = Batch.of([examples[i] for i in order[first : first + recipe.batch]])
            scores, nothing = network(batch)
            loss = listwise_loss(scores, nothing, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
        report(epoch + 1, recipe.epochs)
    network.eval()
    return network
