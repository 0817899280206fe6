"""Fitting linear chain models over hashed features: a conditional random field, by gradient descent in torch.

Only training imports this module. Lafferty, McCallum & Pereira 2001; features are dropped at random in each batch
so that no template carries the decision alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from claims.attribute.chains.tagger import Scores, Tagger

_FORBIDDEN = -1e4


@dataclass(frozen=True)
class Chains:
    """Training chains lying one behind the other: ``features`` (tokens, templates), ``labels`` (tokens,)."""

    features: NDArray[np.int32]
    labels: NDArray[np.int64]
    lengths: NDArray[np.int64]


@dataclass(frozen=True)
class Settings:
    """How a model is fitted; ``chained`` False makes every token a decision of its own.

    ``blind`` is the share of tokens whose words are hidden (all features behind the first ``general``), so that
    classes learn to decide alone, as they must for words never seen.
    """

    bits: int
    epochs: int = 6
    rate: float = 0.03
    drop: float = 0.15
    decay: float = 1e-6
    tokens_a_batch: int = 6_000
    chained: bool = True
    least_count: int = 3
    eps: float = 3e-3
    general: int = 0
    blind: float = 0.0
    seed: int = 0


def allowed_transitions(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which label may follow which, for O/B/I and for spans written begin, in, end, single (B, I, E, 1)."""
    out = np.ones((len(labels), len(labels)), dtype=bool)
    for i, left in enumerate(labels):
        for j, right in enumerate(labels):
            if "." in left or "." in right:
                open_left = left[-2:] in (".B", ".I")
                needs_open = right[-2:] in (".I", ".E")
                same = left.split(".")[0] == right.split(".")[0]
                out[i, j] = (open_left and needs_open and same) or (not open_left and not needs_open)
            elif left == "O" and right == "I":
                out[i, j] = False
    return out


def allowed_ends(labels: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which labels may begin a chain, and which may end it."""
    first = [label not in ("I",) and label[-2:] not in (".I", ".E") for label in labels]
    last = [label[-2:] not in (".B", ".I") for label in labels]
    return np.asarray(first), np.asarray(last)


def fit(chains: Chains, labels: Sequence[str], settings: Settings, say: bool = True) -> Tagger:
    """Fit a tagger on chains; deterministic for a seed and one thread."""
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    size = len(labels)
    rows = torch.zeros((2**settings.bits, size), requires_grad=True)
    small = {name: torch.zeros(shape, requires_grad=True) for name, shape in _shapes(size).items()}
    masks = masks_of(labels) if settings.chained else None
    optimizer = torch.optim.Adam([rows, *small.values()], lr=settings.rate, betas=(0.9, 0.99), eps=settings.eps)
    batches = len(list(_batches(chains.lengths, settings, np.random.default_rng(0))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / (batches * settings.epochs + 1))
    starts = np.concatenate([[0], np.cumsum(chains.lengths)])
    frequent = np.bincount(chains.features.ravel(), minlength=2**settings.bits) >= settings.least_count
    known = torch.from_numpy(frequent.astype(np.float32))
    for epoch in range(settings.epochs):
        total = 0.0
        for batch in _batches(chains.lengths, settings, rng):
            places = np.concatenate([np.arange(starts[k], starts[k + 1]) for k in batch])
            features = torch.from_numpy(chains.features[places].astype(np.int64))
            gold = torch.from_numpy(chains.labels[places])
            keep = (torch.rand(features.shape) > settings.drop).float() / (1 - settings.drop) * known[features]
            if settings.blind:
                blinded = torch.rand((len(places), 1)) < settings.blind
                keep[:, settings.general :] *= ~blinded
            scores = torch.nn.functional.embedding_bag(features, rows, per_sample_weights=keep, mode="sum")
            scores = scores + small["bias"]
            lengths = torch.from_numpy(chains.lengths[batch])
            if masks is None:
                loss = torch.nn.functional.cross_entropy(scores, gold, reduction="sum")
            else:
                loss = chain_loss(scores, gold, lengths, small, masks)
            loss = loss / len(places) * 10
            total += float(loss.detach())
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            if settings.decay:
                with torch.no_grad():
                    rows.mul_(1 - settings.decay * 10)
        if say:
            print(f"  epoch {epoch + 1}: loss {total / batches:.4f}", flush=True)
    arrays = {name: tensor.detach().numpy().astype(np.float32) for name, tensor in small.items()}
    if masks is not None:
        for name in ("transitions", "first", "last"):
            arrays[name] = (arrays[name] + masks[name].numpy()).astype(np.float32)
    return Tagger(labels=tuple(labels), rows=rows.detach().numpy(), **arrays)


def fit_average(chains: Chains, labels: Sequence[str], settings: Settings, seeds: int) -> Tagger:
    """The mean of taggers fitted with the seeds 0 to ``seeds`` − 1.

    They are linear over the same features, so their mean is one tagger and costs nothing in use, and chance in the
    order of the batches weighs less (Collins 2002 averages the steps of one run for the same reason).
    """
    fitted = [fit(chains, labels, replace(settings, seed=seed), say=False) for seed in range(seeds)]

    def mean(name: str) -> Scores:
        out: Scores = np.mean([getattr(one, name) for one in fitted], axis=0).astype(np.float32)
        return out

    return Tagger(
        labels=tuple(labels), **{name: mean(name) for name in ("rows", "bias", "transitions", "first", "last")}
    )


def _shapes(size: int) -> dict[str, tuple[int, ...]]:
    return {"bias": (size,), "transitions": (size, size), "first": (size,), "last": (size,)}


def masks_of(labels: Sequence[str]) -> dict[str, torch.Tensor]:
    """What is added to transitions and ends so that no chain is out of order."""
    first, last = allowed_ends(labels)
    allowed = {"transitions": allowed_transitions(labels), "first": first, "last": last}
    return {name: torch.from_numpy(np.where(ok, 0.0, _FORBIDDEN).astype(np.float32)) for name, ok in allowed.items()}


def _batches(lengths: NDArray[np.int64], settings: Settings, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Chains of like length together, batches in random order."""
    order = np.argsort(lengths + rng.random(len(lengths)) * 8, kind="stable")
    groups: list[list[int]] = [[]]
    tokens = 0
    for k in order:
        if tokens + lengths[k] > settings.tokens_a_batch and groups[-1]:
            groups.append([])
            tokens = 0
        groups[-1].append(int(k))
        tokens += int(lengths[k])
    for g in rng.permutation(len(groups)):
        yield np.asarray(groups[g])


def chain_loss(
    scores: torch.Tensor,
    gold: torch.Tensor,
    lengths: torch.Tensor,
    small: dict[str, torch.Tensor],
    masks: dict[str, torch.Tensor],
) -> torch.Tensor:
    """Negative log likelihood of the gold labels, summed over chains."""
    transitions = small["transitions"] + masks["transitions"]
    first, last = small["first"] + masks["first"], small["last"] + masks["last"]
    longest = int(lengths.max())
    inside = torch.arange(longest) < lengths[:, None]
    padded = scores.new_zeros((len(lengths), longest, scores.shape[1])).masked_scatter(inside[:, :, None], scores)
    labels = torch.zeros((len(lengths), longest), dtype=torch.long).masked_scatter(inside, gold)
    state = first + padded[:, 0]
    for t in range(1, longest):
        moved = torch.logsumexp(state[:, :, None] + transitions, dim=1) + padded[:, t]
        state = torch.where(inside[:, t, None], moved, state)
    everything = torch.logsumexp(state + last, dim=1).sum()
    chosen = padded.gather(2, labels[:, :, None]).squeeze(2)
    path = (chosen * inside).sum() + first[labels[:, 0]].sum()
    path = path + (transitions[labels[:, :-1], labels[:, 1:]] * inside[:, 1:]).sum()
    ends = labels.gather(1, lengths[:, None] - 1).squeeze(1)
    return everything - path - last[ends].sum()
