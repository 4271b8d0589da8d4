#pragma once

#include "gateway/vsp/metadata.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gateway::vsp {

/// Reads an object's fields and remembers what is wrong; anything that was not asked for is wrong too.
class Velden {
public:
    /// @param value nullptr, or no object: that is a fault. It outlives this
    Velden(boost::json::value const* value, std::string pad, Fouten& fouten);

    /// Tells of fields that nobody asked for. @pre every field was asked for
    void klaar();
    /// nullptr: it is not there.
    boost::json::value const* veld(std::string_view naam);
    /// A text of 1 to `grens` bytes; empty when it is not there or wrong.
    std::string tekst(std::string_view naam, std::size_t grens, bool verplicht);
    std::string uuid(std::string_view naam, bool verplicht);
    /// A whole number within bounds; nullopt when it is not there or wrong.
    std::optional<std::int64_t> getal(std::string_view naam, std::int64_t van, std::int64_t tot, bool verplicht);
    void fout(std::string_view naam, std::string melding);
    [[nodiscard]] std::string pad(std::string_view naam) const;

private:
    boost::json::object const* object_;
    std::string pad_;
    Fouten& fouten_;
    std::vector<std::string_view> gevraagd_;
};

} // namespace gateway::vsp
