"""Recurrent taggers: the same function as the network that was trained, whatever else is read with a chain."""

from __future__ import annotations

import numpy as np
import pytest

from claims.attribute.chains.recurrent import Memory, Recurrent, committee, encode, pack, unpack

LABELS = ("O", "B", "I")


def tiny(seed: int, cells: int = 5) -> Recurrent:
    rng = np.random.default_rng(seed)

    def draw(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return rng.normal(size=shape).astype(np.float32)

    def memory() -> Memory:
        return Memory(draw(7, 4 * cells), draw(cells, 4 * cells), draw(4 * cells))

    known = {"word": np.asarray([3, 8, 9], dtype=np.uint64), "class": np.asarray([1, 2], dtype=np.uint64)}
    return Recurrent(
        labels=LABELS,
        transitions=draw(3, 3),
        first=draw(3),
        last=draw(3),
        known=known,
        tables={"word": draw(4, 4), "class": draw(3, 3)},
        directions=(memory(), memory()),
        rows=draw(2 * cells, 3),
        bias=draw(3),
    )


def chains(seed: int, lengths: list[int]) -> dict[str, np.ndarray[tuple[int], np.dtype[np.uint64]]]:
    rng = np.random.default_rng(seed)
    count = sum(lengths)
    return {
        "word": rng.integers(1, 10, size=count).astype(np.uint64),
        "class": rng.integers(1, 4, size=count).astype(np.uint64),
    }


def test_values_not_seen_in_training_share_a_row() -> None:
    known = np.asarray([3, 8, 9], dtype=np.uint64)
    assert encode(known, np.asarray([8, 4, 100, 3, 0], dtype=np.uint64)).tolist() == [2, 0, 0, 1, 0]


def test_a_chain_is_read_the_same_alone_and_among_others() -> None:
    net, lengths = tiny(0), [4, 1, 7, 3]
    columns = chains(1, lengths)
    together = net.scores(net.codes(columns), np.asarray(lengths))
    start = 0
    for row, length in enumerate(lengths):
        alone = {name: values[start : start + length] for name, values in columns.items()}
        scores = net.scores(net.codes(alone), np.asarray([length]))
        assert np.allclose(scores[0], together[row, :length], atol=1e-5)
        assert not together[row, length:].any()
        start += length


def test_a_chain_longer_than_any_sentence_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    net, columns = tiny(0), chains(7, [9, 2])
    monkeypatch.setattr("claims.attribute.chains.recurrent.LONGEST", 4)
    cut = net.scores(net.codes(columns), np.asarray([9, 2]))
    pieces = net.scores(net.codes(columns), np.asarray([4, 4, 1, 2]))
    assert np.allclose(cut[0], np.concatenate([pieces[0], pieces[1], pieces[2, :1]]), atol=1e-5)
    assert np.allclose(cut[1, :2], pieces[3, :2], atol=1e-5)


def test_a_document_read_in_parts_is_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    net, lengths = tiny(0), [4, 1, 7, 3, 2]
    codes = net.codes(chains(3, lengths))
    whole = net.scores(codes, np.asarray(lengths))
    monkeypatch.setattr("claims.attribute.chains.recurrent.TOKENS_AT_ONCE", 5)
    assert np.allclose(net.scores(codes, np.asarray(lengths)), whole, atol=1e-5)


def test_numpy_reads_what_torch_trained() -> None:
    torch = pytest.importorskip("torch")
    from claims.attribute.chains.fit import masks_of
    from claims.attribute.chains.fit_recurrent import Network, Settings, exported

    settings = Settings({"word": 4, "class": 3}, cells=6)
    torch.manual_seed(3)
    net = Network({"word": 3, "class": 2}, LABELS, settings).eval()
    known = tiny(0).known
    read = exported(net, known, LABELS, masks_of(LABELS))
    lengths = np.asarray([4, 2, 5])
    codes = read.codes(chains(2, lengths.tolist()))
    padded = np.zeros((3, 5, 2), dtype=np.int64)
    padded[np.arange(5) < lengths[:, None]] = codes
    with torch.no_grad():
        scores = net(torch.from_numpy(padded), torch.from_numpy(lengths)).numpy()
    inside = np.arange(5) < lengths[:, None]
    assert np.allclose(read.scores(codes, lengths)[inside], scores[inside], atol=1e-5)


def test_a_committee_is_the_mean_of_its_members() -> None:
    one, other = tiny(0), tiny(1)
    lengths = np.asarray([3, 2])
    columns = chains(4, [3, 2])
    both = committee([one, other])
    expected = (one.scores(one.codes(columns), lengths) + other.scores(other.codes(columns), lengths)) / 2
    assert np.allclose(both.scores(columns, lengths), expected)
    assert np.allclose(both.transitions, (one.transitions + other.transitions) / 2)


def test_weights_survive_packing() -> None:
    net = tiny(5)
    again = unpack("x", pack("x", net))
    assert again.labels == net.labels
    assert list(again.known) == list(net.known)
    for name, table in net.tables.items():
        largest = np.abs(table).max(axis=1, keepdims=True)
        assert (np.abs(again.tables[name] - table) <= largest / 254 + 1e-6).all()
    assert np.array_equal(again.transitions, net.transitions)


def test_fitting_needs_context_and_repeats() -> None:
    torch = pytest.importorskip("torch")
    from claims.attribute.chains.fit_recurrent import Sequences, Settings, fit_recurrent

    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    words = rng.integers(1, 4, size=(200, 6)).astype(np.uint64)
    labels = (words[:, ::-1].cumsum(axis=1)[:, ::-1] % 2).astype(np.int64)  # told by all that follows
    data = Sequences({"word": words.ravel()}, labels.ravel(), np.full(200, 6))
    settings = Settings({"word": 8}, cells=16, epochs=40, rate=0.02, drop=0.0, tokens_a_batch=240)
    fitted = fit_recurrent(data, ("O", "B"), settings, say=False)
    columns = {"word": words.ravel()}
    best = fitted.best(fitted.scores(fitted.codes(columns), data.lengths), data.lengths)
    assert (best == labels).mean() > 0.95
    short = Settings({"word": 8}, cells=4, epochs=1)
    one, other = (fit_recurrent(data, ("O", "B"), short, say=False) for _ in range(2))
    assert np.array_equal(one.rows, other.rows)
