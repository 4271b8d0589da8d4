#pragma once

#include "gateway/partners.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace gateway {

/// What a partner showed at a handshake that went well.
struct PartnerCertificaat {
    std::int64_t geldig_tot = 0; ///< seconds since 1970, UTC
    std::string vingerafdruk;    ///< SHA-256, hexadecimal
    std::int64_t gezien_ms = 0;  ///< milliseconds since 1970, UTC

    /// Days of the calendar (UTC) from this moment to the day it ends; negative afterwards.
    [[nodiscard]] std::int64_t dagen(std::int64_t utc_ms) const;
};

/// The certificate each partner last came in with, in memory only: with the process it is gone. Holds partners of the book only, so no more
/// than there are. Any thread.
class PartnerCertificaten {
public:
    /// An OIN that is not in the book, whatever the day, leaves nothing.
    void zie(Partners const& boek, std::string_view oin, PartnerCertificaat certificaat);
    /// nullopt: not seen since the start.
    [[nodiscard]] std::optional<PartnerCertificaat> van(std::string_view oin) const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, PartnerCertificaat, std::less<>> laatste_; ///< by OIN
};

} // namespace gateway
