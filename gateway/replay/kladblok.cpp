#include "gateway/replay/kladblok.hpp"

#include "store/sqlite/sqlite_store.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace gateway::replay {

model::Result<Kladblok> Kladblok::maak(std::filesystem::path const& onder) {
    std::error_code fault;
    auto const boven = onder.empty() ? std::filesystem::temp_directory_path(fault) : onder;
    auto name = (boven / "ketenpoort-replay-XXXXXX").string();
    // For its owner only: what is in it is as personal as the store itself.
    if (fault || ::mkdtemp(name.data()) == nullptr)
        return std::unexpected(model::Error{errno == ENOSPC ? model::ErrorCode::store_full : model::ErrorCode::store_io,
                                            fmt::format("{}: hier kan geen tijdelijke map worden gemaakt", boven.string())});
    Kladblok uit(name);
    // Nobody checks its audit log, so its nonces need not be random.
    auto opened = store::sqlite::open(
        uit.map_, [] { return std::array<std::byte, 32>{}; }, store::sqlite::check_when_small, store::sqlite::Bewaring::kladblok);
    if (!opened) return std::unexpected(opened.error());
    uit.store_ = std::move(*opened);
    return uit;
}

Kladblok::Kladblok(Kladblok&& other) noexcept : map_(std::exchange(other.map_, {})), store_(std::move(other.store_)) {}

Kladblok::~Kladblok() {
    store_.reset();
    if (map_.empty()) return;
    std::error_code ignored;
    std::filesystem::remove_all(map_, ignored);
}

} // namespace gateway::replay
