#include "store/sqlite/spoeler.hpp"

#include <cstdint>
#include <utility>

namespace store::sqlite {
namespace {

constexpr std::uint64_t blok = std::uint64_t{1} << 20; ///< bytes

} // namespace

void Spoeler::vraag(std::shared_ptr<Bestand const> databank) {
    {
        std::scoped_lock const lock(mutex_);
        gevraagd_ = std::move(databank);
    }
    veranderd_.notify_one();
}

std::optional<model::Result<void>> Spoeler::uitkomst() const {
    std::scoped_lock const lock(mutex_);
    if (gevraagd_) return std::nullopt;
    return uitkomst_;
}

bool Spoeler::wacht() {
    std::unique_lock lock(mutex_);
    veranderd_.wait(lock, [this] { return stop_ || gevraagd_; });
    return !stop_;
}

bool Spoeler::gestopt() const {
    std::scoped_lock const lock(mutex_);
    return stop_;
}

void Spoeler::spoel() {
    std::shared_ptr<Bestand const> databank;
    {
        std::scoped_lock const lock(mutex_);
        databank = gevraagd_;
    }
    if (!databank) return;
    auto const bytes = databank->grootte();
    model::Result<void> done;
    if (!bytes) done = std::unexpected(bytes.error());
    for (std::uint64_t at = 0; done && at < *bytes && !gestopt(); at += blok) done = databank->spoel(at, blok);
    // Also when there was no room: what was written and did not come to the disk is not tried again.
    if (!done) done.error().code = model::ErrorCode::store_io;
    std::scoped_lock const lock(mutex_);
    uitkomst_ = std::move(done);
    gevraagd_.reset();
}

void Spoeler::stop() {
    {
        std::scoped_lock const lock(mutex_);
        stop_ = true;
    }
    veranderd_.notify_all();
}

} // namespace store::sqlite
