#include "store/merkle.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <string>

namespace {

using namespace store::audit;

constexpr std::uint64_t most = 300;

Hash leaf(std::uint64_t i) {
    auto const text = std::string("regel ") + std::string(1, static_cast<char>('a' + i % 26)) + std::string(i / 26, 'x');
    return leaf_hash(std::as_bytes(std::span(text)));
}

std::vector<Hash> leaves(std::uint64_t n) {
    std::vector<Hash> all;
    for (std::uint64_t i = 0; i < n; ++i) all.push_back(leaf(i));
    return all;
}

/// The tree hash straight from its definition, RFC 6962 2.1.
Hash defined(std::span<Hash const> d) {
    if (d.empty()) return Frontier().root();
    if (d.size() == 1) return d[0];
    auto const k = std::bit_floor(d.size() - 1);
    return node_hash(defined(d.first(k)), defined(d.subspan(k)));
}

Subtrees subtrees(std::vector<Hash> const& all) {
    return [&all](unsigned level, std::uint64_t index) -> model::Result<Hash> {
        auto const width = std::uint64_t{1} << level;
        REQUIRE((index + 1) * width <= all.size()); // only whole subtrees are asked for
        return defined(std::span(all).subspan(index * width, width));
    };
}

Path with_bit_flipped(Path path, std::size_t i) {
    path[i][7] ^= std::byte{0x10};
    return path;
}

} // namespace

TEST_CASE("every leaf of every tree up to 300 leaves is proved, and every change of a proof is noticed") {
    auto const all = leaves(most);
    auto const source = subtrees(all);
    for (std::uint64_t n = 1; n <= most; n += n < 70 ? 1 : 23) {
        auto const top = root(n, source).value();
        CHECK(top == defined(std::span(all).first(n)));
        for (std::uint64_t i = 0; i < n; ++i) {
            auto const path = inclusion(i, n, source).value();
            CHECK(path.size() <= static_cast<std::size_t>(std::bit_width(n - 1)));
            REQUIRE(verify_inclusion(all[i], i, n, path, top));
            CHECK_FALSE(verify_inclusion(all[(i + 1) % most], i, n, path, top));
            if (i + 1 < n) CHECK_FALSE(verify_inclusion(all[i], i + 1, n, path, top));
            if (i > 0) CHECK_FALSE(verify_inclusion(all[i], i - 1, n, path, top));
            CHECK_FALSE(verify_inclusion(all[i], n, n, path, top));
            for (std::size_t at = 0; at < path.size(); ++at) CHECK_FALSE(verify_inclusion(all[i], i, n, with_bit_flipped(path, at), top));
            auto longer = path;
            longer.push_back(top);
            CHECK_FALSE(verify_inclusion(all[i], i, n, longer, top));
            if (!path.empty()) CHECK_FALSE(verify_inclusion(all[i], i, n, std::span(path).first(path.size() - 1), top));
        }
    }
}

TEST_CASE("every pair of trees is proved to grow, and every change of a proof is noticed") {
    auto const all = leaves(most);
    auto const source = subtrees(all);
    std::vector<Hash> roots;
    for (std::uint64_t n = 0; n <= most; ++n) roots.push_back(defined(std::span(all).first(n)));
    for (std::uint64_t n = 1; n <= most; n += n < 40 ? 1 : 37) {
        for (std::uint64_t m = 0; m <= n; ++m) {
            auto const path = consistency(m, n, source).value();
            REQUIRE(verify_consistency(m, n, roots[m], roots[n], path));
            if (m == n) {
                CHECK(path.empty());
                continue;
            }
            CHECK_FALSE(verify_consistency(m, n, roots[n], roots[n], path));
            if (m > 0) CHECK_FALSE(verify_consistency(m, n, roots[m], roots[m], path)); // after nothing, anything may come
            CHECK_FALSE(verify_consistency(n, m, roots[m], roots[n], path));
            if (m > 0) CHECK_FALSE(verify_consistency(m - 1, n, roots[m], roots[n], path));
            for (std::size_t at = 0; at < path.size(); ++at)
                CHECK_FALSE(verify_consistency(m, n, roots[m], roots[n], with_bit_flipped(path, at)));
            auto longer = path;
            longer.push_back(roots[n]);
            CHECK_FALSE(verify_consistency(m, n, roots[m], roots[n], longer));
            if (!path.empty()) CHECK_FALSE(verify_consistency(m, n, roots[m], roots[n], std::span(path).first(path.size() - 1)));
        }
    }
}

TEST_CASE("proofs of the known answers begin as they must") {
    std::vector<Hash> all;
    for (auto const* text : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"})
        all.push_back(leaf_hash(from_hex(text).value()));
    auto const source = subtrees(all);
    CHECK(hex(root(7, source).value()) == "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
    auto const path = inclusion(5, 7, source).value();
    REQUIRE(path.size() == 3);
    CHECK(hex(path[0]).starts_with("bc1a0643"));
    CHECK(hex(path[1]).starts_with("b08693ec"));
    CHECK(hex(path[2]).starts_with("d37ee418"));
    auto const grown = consistency(3, 7, source).value();
    REQUIRE(grown.size() == 4);
    CHECK(hex(grown[0]).starts_with("0298d122"));
    CHECK(hex(grown[1]).starts_with("07506a85"));
    CHECK(hex(grown[2]).starts_with("fac54203"));
    CHECK(hex(grown[3]).starts_with("837dbb15"));
}

TEST_CASE("a failing source makes no proof") {
    Subtrees const broken = [](unsigned, std::uint64_t) -> model::Result<Hash> {
        return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "weg"});
    };
    CHECK(root(3, broken).error().code == model::ErrorCode::store_corrupt);
    CHECK(inclusion(1, 3, broken).error().code == model::ErrorCode::store_corrupt);
    CHECK(consistency(1, 3, broken).error().code == model::ErrorCode::store_corrupt);
}
