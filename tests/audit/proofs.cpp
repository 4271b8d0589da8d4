// Prints roots and proofs of all trees up to a number of leaves, one JSON object a line, for the verifier in Python to judge.
#include "store/merkle.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <bit>
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace store::audit;

std::string joined(Path const& path) {
    std::vector<std::string> hashes;
    for (auto const& hash : path) hashes.push_back('"' + hex(hash) + '"');
    return fmt::format("[{}]", fmt::join(hashes, ","));
}

} // namespace

int main(int argc, char** argv) {
    std::uint64_t most = 0;
    if (argc == 2) {
        std::string_view const text = argv[1];
        std::from_chars(text.data(), text.data() + text.size(), most);
    }
    if (most == 0) {
        fmt::print(stderr, "use: proofs LEAVES\n");
        return 2;
    }
    // Every perfect subtree once, level by level.
    std::vector<std::vector<Hash>> levels(1);
    for (std::uint64_t i = 0; i < most; ++i) {
        auto const entry = fmt::format("blad {}", i);
        levels[0].push_back(leaf_hash(std::as_bytes(std::span(entry))));
    }
    while (levels.back().size() > 1) {
        std::vector<Hash> next;
        for (std::size_t i = 0; i + 1 < levels.back().size(); i += 2) next.push_back(node_hash(levels.back()[i], levels.back()[i + 1]));
        levels.push_back(std::move(next));
    }
    Subtrees const subtrees = [&](unsigned level, std::uint64_t index) -> model::Result<Hash> { return levels.at(level).at(index); };
    for (std::uint64_t n = 0; n <= most; ++n) fmt::print("{{\"n\":{},\"wortel\":\"{}\"}}\n", n, hex(root(n, subtrees).value()));
    for (std::uint64_t n = 1; n <= most; ++n) {
        for (std::uint64_t i = 0; i < n; ++i)
            fmt::print("{{\"n\":{},\"i\":{},\"pad\":{}}}\n", n, i, joined(inclusion(i, n, subtrees).value()));
        for (std::uint64_t m = 0; m <= n; ++m)
            fmt::print("{{\"n\":{},\"m\":{},\"pad\":{}}}\n", n, m, joined(consistency(m, n, subtrees).value()));
    }
    return 0;
}
