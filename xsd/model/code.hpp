#pragma once

#include <array>
#include <compare>
#include <cstring>
#include <string>
#include <string_view>

namespace model {

/// A code from a closed list of the standard ("D", "04", "9321"): at most seven bytes, kept in place.
class Code {
public:
    constexpr Code() = default;
    /// @pre text.size() <= 7; longer text is cut, which no valid code is
    constexpr Code(std::string_view text) { // NOLINT(google-explicit-constructor)
        for (char const c : text.substr(0, 7)) bytes_[size_++] = c;
    }
    constexpr Code(char const* text) : Code(std::string_view(text)) {} // NOLINT(google-explicit-constructor)

    [[nodiscard]] constexpr std::string_view view() const noexcept { return {bytes_.data(), size_}; }
    [[nodiscard]] std::string str() const { return std::string(view()); }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }

    friend constexpr bool operator==(Code const& a, Code const& b) { return a.view() == b.view(); }
    friend constexpr auto operator<=>(Code const& a, Code const& b) { return a.view() <=> b.view(); }
    friend constexpr bool operator==(Code const& a, char const* b) { return a.view() == std::string_view(b); }

private:
    std::array<char, 7> bytes_{};
    unsigned char size_ = 0;
};

} // namespace model
