"""The Merkle tree: known roots, paths for every leaf of many sizes, wrong paths refused."""

from __future__ import annotations

from hashlib import sha256

import pytest

from penname.audit.tree import (
    EMPTY_ROOT,
    PathTree,
    Tree,
    inclusion_path,
    leaf_hash,
    root_from_path,
)

LEAVES = [leaf_hash(b"%d" % number) for number in range(70)]


def plain_root(leaves: list[bytes]) -> bytes:
    """RFC 9162 section 2.1.1, as it stands there."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\1" + plain_root(leaves[:split]) + plain_root(leaves[split:])).digest()


def test_roots_are_the_standards() -> None:
    """The root after each leaf is that of RFC 9162's recursive definition."""
    tree = Tree()
    assert tree.root() == EMPTY_ROOT == plain_root([])
    for count, leaf in enumerate(LEAVES, 1):
        tree.append(leaf)
        assert (tree.size, tree.root()) == (count, plain_root(LEAVES[:count]))


def test_known_root_of_transparency_logs() -> None:
    """The root of Certificate Transparency's seven test leaves is the published one."""
    leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf_hash(bytes.fromhex(leaf)))
    published = "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"
    assert tree.root().hex() == published


def test_trees_go_on_from_their_frontier() -> None:
    """A tree made of size and frontier grows as the whole one does; a copy grows apart."""
    for start in range(40):
        whole = Tree()
        for leaf in LEAVES[:start]:
            whole.append(leaf)
        assert len(whole.frontier()) == start.bit_count()
        later, copy = Tree(start, whole.frontier()), whole.copy()
        for leaf in LEAVES[start:]:
            later.append(leaf)
        assert later.root() == plain_root(LEAVES)
        assert copy.root() == plain_root(LEAVES[:start])


def test_frontier_must_fit_the_size() -> None:
    """A frontier of another number of subtrees is refused."""
    with pytest.raises(ValueError, match="frontier"):
        Tree(3, [LEAVES[0]])


def test_every_path_leads_to_the_root() -> None:
    """For each leaf of each size up to 40, its path leads from it to the root."""
    for size in range(1, 41):
        root = plain_root(LEAVES[:size])
        for index in range(size):
            path = inclusion_path(LEAVES[:size], index)
            assert root_from_path(LEAVES[index], index, size, path) == root
            for wrong in {index - 1, index + 1, size} - {index}:
                try:
                    assert root_from_path(LEAVES[index], wrong, size, path) != root
                except ValueError:
                    continue


def test_paths_from_the_middle_are_the_same() -> None:
    """A path needs only the frontier before its leaf and the leaves from there on."""
    for start in range(20):
        before = Tree()
        for leaf in LEAVES[:start]:
            before.append(leaf)
        tree = PathTree(20, start, before.frontier())
        for leaf in LEAVES[start:33]:
            tree.append(leaf)
        assert tree.path() == inclusion_path(LEAVES[:33], 20)
        assert tree.root() == plain_root(LEAVES[:33])


def test_paths_need_their_leaf() -> None:
    """A leaf that the tree does not have, or has already passed, has no path."""
    with pytest.raises(ValueError, match="not have"):
        inclusion_path(LEAVES[:3], 3)
    with pytest.raises(ValueError, match="before"):
        PathTree(1, 2, [LEAVES[0]])


def test_paths_of_wrong_length_are_refused() -> None:
    """A path that is too short or too long is no path, nor is one of a leaf that is not there."""
    path = inclusion_path(LEAVES[:10], 4)
    for wrong in (path[:-1], [*path, LEAVES[0]], []):
        with pytest.raises(ValueError, match="too"):
            root_from_path(LEAVES[4], 4, 10, wrong)
    for index in (-1, 10):
        with pytest.raises(ValueError, match="leaf"):
            root_from_path(LEAVES[4], index, 10, path)
