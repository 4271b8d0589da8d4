#pragma once

#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <string_view>

/// Base64 (RFC 4648) with one reading of every text: what is not canonical is refused, blanks between letters apart.
namespace model {

/// Decodes a text in pieces of any length.
class Base64Decoder {
public:
    /// Appends what `piece` holds to `out`. @returns false: it is no base64; `why()` says so, and the decoder is done
    bool add(std::string_view piece, std::string& out);
    /// @returns false when the text ended halfway
    bool finish();
    /// Dutch clause without a part of the text; static.
    [[nodiscard]] std::string_view why() const noexcept { return why_; }

private:
    bool add_one(unsigned char c, std::string& out);
    bool refuse(std::string_view why) {
        why_ = why;
        return false;
    }

    unsigned bits_ = 0;
    unsigned letters_ = 0; ///< of the group of four at hand, padding included
    unsigned padding_ = 0;
    bool closed_ = false; ///< a padded group came: nothing may follow
    std::string_view why_;
};

/// Encodes; pieces can be put one behind the other when all but the last are a multiple of three bytes long.
void append_base64(std::string& out, std::span<std::byte const> bytes);

} // namespace model
