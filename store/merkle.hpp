#pragma once

#include "store/audit.hpp"
#include "xsd/model/error.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

/// Proofs over the audit tree by RFC 6962 2.1 (the same in RFC 9162). Made from the hashes of perfect subtrees, wherever those are kept,
/// and verified from nothing but hashes: what an auditor does with them needs no store and no trust in us.
namespace store::audit {

/// The hash of the perfect subtree of 2^level leaves that starts at leaf index * 2^level. Asked only for subtrees that are whole.
using Subtrees = std::function<model::Result<Hash>(unsigned level, std::uint64_t index)>;

using Path = std::vector<Hash>;

/// The root over the first `size` leaves. SHA-256 of nothing for 0.
[[nodiscard]] model::Result<Hash> root(std::uint64_t size, Subtrees const& subtrees);

/// The hashes that lead from leaf `index` to the root over the first `size` leaves, lowest first; at most ceil(log2 size).
/// @pre index < size
[[nodiscard]] model::Result<Path> inclusion(std::uint64_t index, std::uint64_t size, Subtrees const& subtrees);

/// The hashes that show that the tree over `newer` leaves begins with the tree over `older` leaves. Empty when they are equal or
/// `older` is 0. @pre older <= newer
[[nodiscard]] model::Result<Path> consistency(std::uint64_t older, std::uint64_t newer, Subtrees const& subtrees);

/// Whether the path proves that this leaf stands at `index` of the tree with that size and root (RFC 9162 2.1.3.2). Pure.
[[nodiscard]] bool verify_inclusion(Hash const& leaf, std::uint64_t index, std::uint64_t size, std::span<Hash const> path,
                                    Hash const& root);

/// Whether the path proves that the newer tree only added to the older one (RFC 9162 2.1.4.2). Everything begins with the empty tree,
/// whose root must then be SHA-256 of nothing and the path empty. Pure.
[[nodiscard]] bool verify_consistency(std::uint64_t older, std::uint64_t newer, Hash const& older_root, Hash const& newer_root,
                                      std::span<Hash const> path);

} // namespace store::audit
