"""Fitting recurrent taggers in torch: embeddings, a memory in both directions, a conditional random field above.

Only training imports this module. Parts of the input are dropped at random, and words are hidden at random, so that
their classes learn to decide alone, as they must for words never seen.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from claims.attribute.chains.fit import chain_loss, masks_of
from claims.attribute.chains.recurrent import Memory, Recurrent, Values, encode
from claims.attribute.chains.tagger import Scores


@dataclass(frozen=True)
class Sequences:
    """Training chains lying one behind the other: ``columns`` by name (tokens,), ``labels`` (tokens,)."""

    columns: Mapping[str, Values]
    labels: NDArray[np.int64]
    lengths: NDArray[np.int64]


@dataclass(frozen=True)
class Settings:
    """How a model is fitted.

    ``widths`` gives for each column the size of its embeddings, ``hidden`` how often it is hidden at random: of a
    token, or for columns in ``throughout`` of a whole chain. Values rarer than ``least_count`` count as unseen.
    """

    widths: Mapping[str, int]
    hidden: Mapping[str, float] = field(default_factory=dict)
    throughout: frozenset[str] = frozenset()
    cells: int = 96
    epochs: int = 6
    rate: float = 2e-3
    drop: float = 0.4
    tokens_a_batch: int = 3_000
    least_count: int = 2
    decay: float = 0.0
    seed: int = 0


class Network(nn.Module):
    """The network in torch, the same function as ``Recurrent`` when nothing is dropped."""

    def __init__(self, sizes: Mapping[str, int], labels: Sequence[str], settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        widths = settings.widths
        tables = [nn.Embedding(size + 1, widths[name]) for name, size in sizes.items()]
        for table in tables:
            nn.init.normal_(table.weight, 0.0, 0.3 if table.embedding_dim <= 20 else 0.1)
        self.tables = nn.ModuleList(tables)
        self.memory = nn.LSTM(sum(widths[n] for n in sizes), settings.cells, batch_first=True, bidirectional=True)
        self.rows = nn.Linear(2 * settings.cells, len(labels))
        self.drop = nn.Dropout(settings.drop)
        shapes = {"transitions": (len(labels), len(labels)), "first": (len(labels),), "last": (len(labels),)}
        self.small = nn.ParameterDict({name: nn.Parameter(torch.zeros(shape)) for name, shape in shapes.items()})
        self.hidden = torch.tensor([settings.hidden.get(name, 0.0) for name in sizes])
        self.throughout = [k for k, name in enumerate(sizes) if name in settings.throughout]

    def fix(self, column: int, vectors: Scores) -> None:
        """Give a column its embeddings for good; what is not known gets zeros."""
        table: torch.Tensor = cast(nn.Embedding, self.tables[column]).weight
        with torch.no_grad():
            table[0] = 0.0
            table[1:] = torch.from_numpy(vectors)
        table.requires_grad_(False)

    def forward(self, codes: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Scores (chains, longest, labels) of codes (chains, longest, columns)."""
        if self.training:
            # one throw a token for all columns: where a word is hidden, its beginning and ending often are as well
            thrown = torch.rand((*codes.shape[:2], 1)).expand(codes.shape).clone()
            for k in self.throughout:
                thrown[:, :, k] = torch.rand((codes.shape[0], 1))
            codes = codes * (thrown >= self.hidden)
        vectors = torch.cat([table(codes[:, :, k]) for k, table in enumerate(self.tables)], dim=2)
        packed = nn.utils.rnn.pack_padded_sequence(self.drop(vectors), lengths, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(
            self.memory(packed)[0], batch_first=True, total_length=codes.shape[1]
        )
        out: torch.Tensor = self.rows(self.drop(states))
        return out


Loss = Callable[[Network, torch.Tensor, NDArray[np.int64]], torch.Tensor]
"""What a network did badly: the network, scores (chains, longest, labels), the numbers of the chains → a sum."""


def fit_recurrent(data: Sequences, labels: Sequence[str], settings: Settings, say: bool = True) -> Recurrent:
    """Fit a tagger on chains; deterministic for a seed and one thread."""
    masks = masks_of(labels)

    def loss(net: Network, scores: torch.Tensor, batch: NDArray[np.int64]) -> torch.Tensor:
        places, inside = _places(data.lengths, batch)
        gold, lengths = torch.from_numpy(data.labels[places[inside]]), torch.from_numpy(data.lengths[batch])
        return chain_loss(scores[torch.from_numpy(inside)], gold, lengths, dict(net.small), masks) / len(gold) * 10

    return train(data.columns, data.lengths, labels, settings, loss, say)


def train(
    columns: Mapping[str, Values],
    lengths: NDArray[np.int64],
    labels: Sequence[str],
    settings: Settings,
    loss_of: Loss,
    say: bool = True,
    fixed: Mapping[str, tuple[Values, Scores]] | None = None,
) -> Recurrent:
    """Fit a network on chains that lie one behind the other, with any loss of its scores.

    ``fixed`` has columns whose values (sorted) and embeddings are given and are not learned.
    """
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    given = fixed or {}
    known = {
        name: given[name][0] if name in given else _frequent(columns[name], settings.least_count)
        for name in settings.widths
    }
    codes = np.stack([encode(values, columns[name]) for name, values in known.items()], axis=1)
    net = Network({name: len(values) for name, values in known.items()}, labels, settings)
    for name, (_, vectors) in given.items():
        net.fix(list(known).index(name), vectors)
    optimizer = torch.optim.AdamW(net.parameters(), lr=settings.rate, betas=(0.9, 0.99), weight_decay=settings.decay)
    batches = len(list(_batches(lengths, settings, np.random.default_rng(0))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _warm_then_falling(batches * settings.epochs))
    for epoch in range(settings.epochs):
        total, began = 0.0, time.perf_counter()
        for batch in _batches(lengths, settings, rng):
            places, _ = _places(lengths, batch)
            scores = net(torch.from_numpy(codes[places].astype(np.int64)), torch.from_numpy(lengths[batch]))
            loss = loss_of(net, scores, batch)
            total += float(loss.detach())
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            schedule.step()
        if say:
            print(f"  epoch {epoch + 1}: loss {total / batches:.4f}, {time.perf_counter() - began:.0f} s", flush=True)
    return exported(net, known, labels, masks_of(labels))


Job = tuple[Sequences, Sequence[str], Settings]


def fit_all(jobs: Sequence[Job], workers: int) -> list[Recurrent]:
    """Fit several taggers side by side, each on one thread; the result does not depend on how many work."""
    if workers == 1:
        return [fit_recurrent(*job) for job in jobs]
    with ProcessPoolExecutor(workers, get_context("spawn"), torch.set_num_threads, (1,)) as pool:
        return list(pool.map(fit_recurrent, *zip(*jobs, strict=True)))


def _frequent(values: Values, least: int) -> Values:
    found, counts = np.unique(values, return_counts=True)
    out: Values = found[counts >= least]
    return out


def _warm_then_falling(steps: int) -> Callable[[int], float]:
    return lambda step: min(1.0, (step + 1) / 100) * max(0.02, 1 - step / (steps + 1))


def _batches(lengths: NDArray[np.int64], settings: Settings, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Chains of like length together, so that little is padded; batches in random order."""
    order = np.argsort(lengths + rng.random(len(lengths)) * 6, kind="stable")
    groups: list[list[int]] = [[]]
    for k in order:
        if groups[-1] and lengths[k] * (len(groups[-1]) + 1) > settings.tokens_a_batch:
            groups.append([])
        groups[-1].append(int(k))
    for g in rng.permutation(len(groups)):
        yield np.asarray(groups[g])


def _places(lengths: NDArray[np.int64], batch: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The tokens of some chains (chains, longest), and where there are any."""
    starts = (np.cumsum(lengths) - lengths)[batch]
    steps = np.arange(int(lengths[batch].max()))
    inside = steps < lengths[batch][:, None]
    return np.where(inside, starts[:, None] + steps, 0), inside


def exported(
    net: Network, known: Mapping[str, Values], labels: Sequence[str], masks: Mapping[str, torch.Tensor]
) -> Recurrent:
    """A network as NumPy reads it; ``masks`` are added to transitions and ends."""

    def plain(tensor: torch.Tensor) -> NDArray[np.float32]:
        out: NDArray[np.float32] = tensor.detach().numpy().astype(np.float32)
        return out

    def memory(end: str) -> Memory:
        one = {name: plain(tensor) for name, tensor in net.memory.named_parameters()}
        bias = one[f"bias_ih_l0{end}"] + one[f"bias_hh_l0{end}"]
        return Memory(one[f"weight_ih_l0{end}"].T.copy(), one[f"weight_hh_l0{end}"].T.copy(), bias)

    chain = {name: plain(tensor) + masks[name].numpy() for name, tensor in net.small.items()}
    return Recurrent(
        labels=tuple(labels),
        known=dict(known),
        tables={name: plain(table) for name, table in zip(known, net.tables.parameters(), strict=True)},
        directions=(memory(""), memory("_reverse")),
        rows=plain(net.rows.weight).T.copy(),
        bias=plain(net.rows.bias),
        **chain,
    )
