#pragma once

#include "xsd/model/error.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

/// What makes what is stored unreadable: keys, locking and unlocking, pseudonyms. Pure; OpenSSL's libcrypto does the arithmetic.
namespace store {

/// 256 bits that must stay secret; wiped when it goes.
class Sleutel {
public:
    Sleutel() = default;
    /// @pre 32 bytes
    explicit Sleutel(std::span<std::byte const> bytes);
    Sleutel(Sleutel const&) = default;
    Sleutel& operator=(Sleutel const&) = default;
    ~Sleutel();

    [[nodiscard]] std::span<std::byte const, 32> bytes() const noexcept { return bytes_; }
    friend bool operator==(Sleutel const&, Sleutel const&) = default;

private:
    std::array<std::byte, 32> bytes_{};
};

/// Random bytes from OpenSSL's generator, fetched many at a time: asking for twelve costs as much as asking for four thousand.
class Toeval {
public:
    /// The bytes are good until the next call. @pre at most 4096
    std::span<std::byte const> neem(std::size_t aantal);
    Sleutel sleutel() { return Sleutel(neem(32)); }

private:
    std::vector<std::byte> voorraad_;
    std::size_t over_ = 0;
};

/// What a locked text is, so that it opens in its own place only.
enum class Plaats : char { sleutel = 's', blok = 'b', sha256 = 'h', nonce = 'n', toelichting = 't' };

/// AES-256-GCM: 12 bytes of nonce, the text, 16 bytes of tag. The tag also covers what it is and its number. One thread at a time.
class Slot {
public:
    static constexpr std::size_t meer = 12 + 16; ///< how much longer a text becomes

    Slot();
    ~Slot();
    Slot(Slot const&) = delete;
    Slot& operator=(Slot const&) = delete;

    /// The results are good until the next call.
    std::span<std::byte const> dicht(Sleutel const& sleutel, Plaats plaats, std::int64_t nummer, std::span<std::byte const> open);
    /// Empty: it was not locked with this key for this place, or it was changed. @pre what was locked was not empty
    std::span<std::byte const> open(Sleutel const& sleutel, Plaats plaats, std::int64_t nummer, std::span<std::byte const> dicht);

    Toeval& toeval() noexcept { return toeval_; }

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
    Toeval toeval_;
};

/// What stands for a BSN in every column: 128 bits of HMAC-SHA-256 under the look-up key, as 22 letters of base64. Its own type, so that a
/// BSN does not end up in a column by accident.
struct Pseudoniem {
    std::array<char, 22> letters{};

    [[nodiscard]] std::string_view view() const noexcept { return {letters.data(), letters.size()}; }
    friend auto operator<=>(Pseudoniem const&, Pseudoniem const&) = default;
};

/// A pseudonym from 16 bytes: of a hash, or random ones that lead to nobody.
[[nodiscard]] Pseudoniem pseudoniem(std::span<std::byte const, 16> bytes);

/// HMAC-SHA-256 under the look-up key. One thread at a time.
class Zoeksleutel {
public:
    explicit Zoeksleutel(Sleutel const& sleutel);
    ~Zoeksleutel();
    Zoeksleutel(Zoeksleutel&&) noexcept;
    Zoeksleutel& operator=(Zoeksleutel&&) noexcept;

    [[nodiscard]] Pseudoniem pseudoniem(std::string_view bsn) const;
    /// What stands for a hash that people could guess what was hashed from.
    [[nodiscard]] std::array<std::byte, 32> vingerafdruk(std::span<std::byte const> sha256) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace store
