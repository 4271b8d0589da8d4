#pragma once

#include <cstdint>
#include <utility>

namespace gateway {

/// Counts places of something bounded. One thread.
class Places {
public:
    explicit Places(std::int64_t limit) : limit_(limit) {}

    [[nodiscard]] bool full() const noexcept { return taken_ >= limit_; }
    [[nodiscard]] std::int64_t taken() const noexcept { return taken_; }

private:
    friend class Place;
    std::int64_t limit_;
    std::int64_t taken_ = 0;
};

/// One place, given back when this goes. Empty when there was none.
class Place {
public:
    Place() = default;
    /// Takes a place if there is one.
    explicit Place(Places& places) : places_(places.full() ? nullptr : &places) {
        if (places_ != nullptr) ++places_->taken_;
    }
    Place(Place&& other) noexcept : places_(std::exchange(other.places_, nullptr)) {}
    Place& operator=(Place&& other) noexcept {
        std::swap(places_, other.places_);
        return *this;
    }
    ~Place() {
        if (places_ != nullptr) --places_->taken_;
    }
    explicit operator bool() const noexcept { return places_ != nullptr; }

private:
    Places* places_ = nullptr;
};

} // namespace gateway
