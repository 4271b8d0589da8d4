#pragma once

#include "xsd/model/error.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace store {

/// Zstandard in pieces, so that a message of 25 MB never stands in memory a second time, not even compressed.
/// Keeps its work space between uses; one thread at a time.
class Compressor {
public:
    /// Takes one piece of at most `piece_size` bytes, none empty; an error ends the work.
    using Sink = std::function<model::Result<void>(std::span<std::byte const>)>;
    static constexpr std::size_t piece_size = 64 * 1024;

    Compressor();
    ~Compressor();
    Compressor(Compressor const&) = delete;
    Compressor& operator=(Compressor const&) = delete;

    /// One frame of level 1 with a checksum over the content. Errors: those of the sink.
    model::Result<void> compress(std::span<std::byte const> bytes, Sink const& sink);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The way back, fed piece by piece.
class Decompressor {
public:
    /// `size`: how large the content is; more or less than that is store_corrupt.
    explicit Decompressor(std::size_t size);
    ~Decompressor();
    Decompressor(Decompressor const&) = delete;
    Decompressor& operator=(Decompressor const&) = delete;

    model::Result<void> add(std::span<std::byte const> piece);
    /// The content, complete and with its checksum right; otherwise store_corrupt.
    model::Result<std::string> finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace store
