#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// What people write about themselves or their reasons, and what is kept of it. Pure.
namespace gateway {

/// Whether digits in a row could be a BSN: nine of them that pass the eleven-test.
[[nodiscard]] bool may_hold_bsn(std::string_view text);

/// What is wrong with such a text, Dutch, naming the field and repeating nothing of it; nullopt: nothing. @param longest bytes
[[nodiscard]] std::optional<std::string> fout_in_tekst(std::string_view naam, std::string_view text, std::size_t longest);

} // namespace gateway
