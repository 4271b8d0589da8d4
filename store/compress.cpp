#include "store/compress.hpp"

#include <zstd.h>

#include <algorithm>
#include <new>
#include <vector>

namespace store {
namespace {

/// A window of 128 KiB: the repetition in a message is near by, and what fits the processor's cache is found fastest.
constexpr int window_log = 17;

model::Error corrupt() { return {model::ErrorCode::store_corrupt, "opgeslagen inhoud is beschadigd; zet een reservekopie terug"}; }

struct FreeCompressor {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

} // namespace

struct Compressor::Impl {
    std::unique_ptr<ZSTD_CCtx, FreeCompressor> context{ZSTD_createCCtx()};
    std::vector<std::byte> piece = std::vector<std::byte>(piece_size);
};

Compressor::Compressor() : impl_(std::make_unique<Impl>()) {
    if (!impl_->context) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(impl_->context.get(), ZSTD_c_compressionLevel, 1);
    ZSTD_CCtx_setParameter(impl_->context.get(), ZSTD_c_windowLog, window_log);
    ZSTD_CCtx_setParameter(impl_->context.get(), ZSTD_c_checksumFlag, 1);
}

Compressor::~Compressor() = default;

model::Result<void> Compressor::compress(std::span<std::byte const> bytes, Sink const& sink) {
    ZSTD_CCtx_reset(impl_->context.get(), ZSTD_reset_session_only);
    ZSTD_CCtx_setPledgedSrcSize(impl_->context.get(), bytes.size());
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    while (true) {
        ZSTD_outBuffer out{impl_->piece.data(), impl_->piece.size(), 0};
        std::size_t const rest = ZSTD_compressStream2(impl_->context.get(), &out, &in, ZSTD_e_end);
        if (ZSTD_isError(rest) != 0) throw std::bad_alloc(); // the only error this use can give
        if (out.pos > 0)
            if (auto done = sink(std::span(impl_->piece).first(out.pos)); !done) return done;
        if (rest == 0) return {};
    }
}

namespace {

using Context = std::unique_ptr<ZSTD_DCtx, FreeDecompressor>;

/// Contexts of this thread that nobody uses: making one costs more than reading a small message with it.
std::vector<Context>& spare_contexts() {
    thread_local std::vector<Context> spare;
    return spare;
}

Context take_context() {
    auto& spare = spare_contexts();
    if (spare.empty()) return Context(ZSTD_createDCtx());
    auto context = std::move(spare.back());
    spare.pop_back();
    ZSTD_DCtx_reset(context.get(), ZSTD_reset_session_only);
    return context;
}

} // namespace

struct Decompressor::Impl {
    Impl() = default;
    ~Impl() {
        if (context) spare_contexts().push_back(std::move(context));
    }
    Impl(Impl const&) = delete;
    Impl& operator=(Impl const&) = delete;

    Context context = take_context();
    std::string content;
    std::size_t filled = 0;
    bool ended = false;
};

Decompressor::Decompressor(std::size_t size) : impl_(std::make_unique<Impl>()) {
    if (!impl_->context) throw std::bad_alloc();
    impl_->content.resize(size);
}

Decompressor::~Decompressor() = default;

model::Result<void> Decompressor::add(std::span<std::byte const> piece) {
    ZSTD_inBuffer in{piece.data(), piece.size(), 0};
    ZSTD_outBuffer out{impl_->content.data(), impl_->content.size(), impl_->filled};
    while (in.pos < in.size) {
        if (impl_->ended) return std::unexpected(corrupt());
        std::size_t const before_in = in.pos;
        std::size_t const before_out = out.pos;
        std::size_t const rest = ZSTD_decompressStream(impl_->context.get(), &out, &in);
        if (ZSTD_isError(rest) != 0) return std::unexpected(corrupt());
        impl_->filled = out.pos;
        impl_->ended = rest == 0;
        if (in.pos == before_in && out.pos == before_out) return std::unexpected(corrupt()); // more content than was written
    }
    return {};
}

model::Result<std::string> Decompressor::finish() {
    if (!impl_->ended || impl_->filled != impl_->content.size()) return std::unexpected(corrupt());
    return std::move(impl_->content);
}

} // namespace store
