#include "store/compress.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using Pieces = std::vector<std::vector<std::byte>>;

Pieces compressed(store::Compressor& compressor, std::string const& text) {
    Pieces pieces;
    auto const done = compressor.compress(std::as_bytes(std::span(text)), [&](std::span<std::byte const> piece) -> model::Result<void> {
        pieces.emplace_back(piece.begin(), piece.end());
        return {};
    });
    REQUIRE(done.has_value());
    return pieces;
}

model::Result<std::string> restored(Pieces const& pieces, std::size_t size) {
    store::Decompressor content(size);
    for (auto const& piece : pieces)
        if (auto done = content.add(piece); !done) return std::unexpected(done.error());
    return content.finish();
}

std::string noise(std::size_t size) {
    std::string text(size, '\0');
    std::uint32_t state = 1;
    for (char& c : text) {
        state = state * 1664525 + 1013904223;
        c = static_cast<char>(state >> 24);
    }
    return text;
}

} // namespace

TEST_CASE("content survives compression, whatever its size, with one compressor for all") {
    store::Compressor compressor;
    for (std::string const& text : {std::string(), std::string("x"), std::string(3'000'000, 'a'), noise(500'000)}) {
        auto const pieces = compressed(compressor, text);
        CHECK_FALSE(pieces.empty());
        for (auto const& piece : pieces) {
            CHECK_FALSE(piece.empty());
            CHECK(piece.size() <= store::Compressor::piece_size);
        }
        auto const back = restored(pieces, text.size());
        REQUIRE(back.has_value());
        CHECK((*back == text));
    }
}

TEST_CASE("damaged, cut, reordered and wrongly sized content is corrupt") {
    store::Compressor compressor;
    auto const text = noise(200'000);
    auto const pieces = compressed(compressor, text);
    REQUIRE(pieces.size() >= 3);
    auto const corrupt = [&](Pieces const& damaged, std::size_t size) {
        auto const result = restored(damaged, size);
        return !result && result.error().code == model::ErrorCode::store_corrupt;
    };
    CHECK(corrupt(pieces, text.size() - 1));
    CHECK(corrupt(pieces, text.size() + 1));
    CHECK(corrupt({}, text.size()));
    auto damaged = pieces;
    damaged[1][100] ^= std::byte{1};
    CHECK(corrupt(damaged, text.size()));
    damaged = pieces;
    damaged.pop_back();
    CHECK(corrupt(damaged, text.size()));
    damaged = pieces;
    std::swap(damaged[0], damaged[1]);
    CHECK(corrupt(damaged, text.size()));
    damaged = pieces;
    damaged.push_back(pieces.front());
    CHECK(corrupt(damaged, text.size()));
}

TEST_CASE("an error of the sink ends the work") {
    store::Compressor compressor;
    auto const text = noise(500'000);
    int calls = 0;
    auto const done = compressor.compress(std::as_bytes(std::span(text)), [&](std::span<std::byte const>) -> model::Result<void> {
        ++calls;
        return std::unexpected(model::Error{model::ErrorCode::store_full, "vol"});
    });
    CHECK(calls == 1);
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().code == model::ErrorCode::store_full);
    CHECK(restored(compressed(compressor, text), text.size()).has_value());
}
