#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// multipart/form-data (RFC 7578), strictly: no preamble, no epilogue, every part named once. Pure.
namespace gateway::vsp {

struct Deel {
    std::string naam;
    std::string content_type; ///< as sent; empty: none
    std::string_view inhoud;  ///< into the body
};

/// The parts of a body. @param content_type of the request, with its boundary  @returns why not, Dutch, without words of the sender
[[nodiscard]] std::expected<std::vector<Deel>, std::string> lees_multipart(std::string_view content_type, std::string_view body);

/// A body with these parts. @pre `grens` stands in none of them
[[nodiscard]] std::string schrijf_multipart(std::vector<Deel> const& delen, std::string_view grens);

} // namespace gateway::vsp
