#include "store/merkle.hpp"

#include <bit>
#include <cassert>

namespace store::audit {
namespace {

/// The largest power of two below n. @pre n > 1
std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

/// The hash over leaves begin .. begin + n - 1. @pre n > 0, and begin is a multiple of the largest power of two not above n
model::Result<Hash> range(std::uint64_t begin, std::uint64_t n, Subtrees const& subtrees) {
    if (std::has_single_bit(n)) {
        auto const level = static_cast<unsigned>(std::countr_zero(n));
        return subtrees(level, begin >> level);
    }
    auto const k = split(n);
    auto const left = range(begin, k, subtrees);
    if (!left) return left;
    auto const right = range(begin + k, n - k, subtrees);
    if (!right) return right;
    return node_hash(*left, *right);
}

model::Result<void> add(Path& path, std::uint64_t begin, std::uint64_t n, Subtrees const& subtrees) {
    auto const hash = range(begin, n, subtrees);
    if (!hash) return std::unexpected(hash.error());
    path.push_back(*hash);
    return {};
}

model::Result<void> add_inclusion(Path& path, std::uint64_t index, std::uint64_t begin, std::uint64_t n, Subtrees const& subtrees) {
    if (n == 1) return {};
    auto const k = split(n);
    bool const left = index < k;
    auto const done = left ? add_inclusion(path, index, begin, k, subtrees) : add_inclusion(path, index - k, begin + k, n - k, subtrees);
    if (!done) return done;
    return left ? add(path, begin + k, n - k, subtrees) : add(path, begin, k, subtrees);
}

/// `whole`: the older tree is all of this range's beginning and its root is known to who verifies.
model::Result<void> add_consistency(Path& path, std::uint64_t older, std::uint64_t begin, std::uint64_t n, bool whole,
                                    Subtrees const& subtrees) {
    if (older == n) return whole ? model::Result<void>{} : add(path, begin, n, subtrees);
    auto const k = split(n);
    bool const left = older <= k;
    auto const done = left ? add_consistency(path, older, begin, k, whole, subtrees)
                           : add_consistency(path, older - k, begin + k, n - k, false, subtrees);
    if (!done) return done;
    return left ? add(path, begin + k, n - k, subtrees) : add(path, begin, k, subtrees);
}

} // namespace

model::Result<Hash> root(std::uint64_t size, Subtrees const& subtrees) {
    if (size == 0) return Frontier().root();
    return range(0, size, subtrees);
}

model::Result<Path> inclusion(std::uint64_t index, std::uint64_t size, Subtrees const& subtrees) {
    assert(index < size);
    Path path;
    if (auto done = add_inclusion(path, index, 0, size, subtrees); !done) return std::unexpected(done.error());
    return path;
}

model::Result<Path> consistency(std::uint64_t older, std::uint64_t newer, Subtrees const& subtrees) {
    assert(older <= newer);
    Path path;
    if (older == 0 || older == newer) return path;
    if (auto done = add_consistency(path, older, 0, newer, true, subtrees); !done) return std::unexpected(done.error());
    return path;
}

bool verify_inclusion(Hash const& leaf, std::uint64_t index, std::uint64_t size, std::span<Hash const> path, Hash const& root) {
    if (index >= size) return false;
    auto node = index;
    auto last = size - 1;
    Hash hash = leaf;
    for (auto const& step : path) {
        if (last == 0) return false;
        if ((node & 1) != 0 || node == last) {
            hash = node_hash(step, hash);
            for (; (node & 1) == 0 && node != 0; node >>= 1) last >>= 1;
        } else {
            hash = node_hash(hash, step);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

bool verify_consistency(std::uint64_t older, std::uint64_t newer, Hash const& older_root, Hash const& newer_root,
                        std::span<Hash const> path) {
    if (older > newer) return false;
    if (older == newer) return path.empty() && older_root == newer_root;
    if (older == 0) return path.empty() && older_root == Frontier().root();
    if (path.empty() && !std::has_single_bit(older)) return false;
    // A power of two is itself the first node of the path; it is not sent.
    auto step = path.begin();
    Hash const first = std::has_single_bit(older) ? older_root : *step++;
    auto node = older - 1;
    auto last = newer - 1;
    for (; (node & 1) != 0; node >>= 1) last >>= 1;
    Hash from_older = first;
    Hash from_newer = first;
    for (; step != path.end(); ++step) {
        if (last == 0) return false;
        if ((node & 1) != 0 || node == last) {
            from_older = node_hash(*step, from_older);
            from_newer = node_hash(*step, from_newer);
            for (; (node & 1) == 0 && node != 0; node >>= 1) last >>= 1;
        } else {
            from_newer = node_hash(from_newer, *step);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && from_older == older_root && from_newer == newer_root;
}

} // namespace store::audit
