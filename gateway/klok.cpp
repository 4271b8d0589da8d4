#include "gateway/klok.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace gateway {

namespace {

constexpr std::int64_t sprong_ms = 60'000;

class NietTerug {
public:
    NietTerug(Klok klok, std::function<std::int64_t()> stil, std::function<void(std::int64_t)> meld)
        : klok_(std::move(klok)), stil_(std::move(stil)), meld_(std::move(meld)) {}

    Moment nu() {
        std::int64_t sprong = 0;
        Moment uit;
        {
            std::scoped_lock const lock(mutex_);
            auto const gezien = klok_();
            auto const stil = stil_();
            if (vorige_) sprong = (gezien.utc_ms - vorige_->utc_ms) - (stil - vorige_stil_);
            vorige_ = gezien;
            vorige_stil_ = stil;
            laatste_.utc_ms = std::max(laatste_.utc_ms, gezien.utc_ms);
            laatste_.vandaag = std::max(laatste_.vandaag, gezien.vandaag);
            uit = laatste_;
        }
        if (sprong > sprong_ms || sprong < -sprong_ms) meld_(sprong);
        return uit;
    }

private:
    Klok const klok_;
    std::function<std::int64_t()> const stil_;
    std::function<void(std::int64_t)> const meld_;
    std::mutex mutex_;
    std::optional<Moment> vorige_; ///< as the clock said
    std::int64_t vorige_stil_ = 0;
    Moment laatste_{};
};

} // namespace

Klok niet_terug(Klok klok, std::function<std::int64_t()> stil, std::function<void(std::int64_t)> meld) {
    auto const state = std::make_shared<NietTerug>(std::move(klok), std::move(stil), std::move(meld));
    return [state] { return state->nu(); };
}

} // namespace gateway
