#pragma once

#include "xsd/model/release.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

/// Decisions in plain Dutch for a person. Works on the JSON form, so that a decision just taken, one read back from the store and
/// one received over HTTP all read the same.
namespace gateway {

struct TekstOpties {
    std::size_t maximum = 20;                                ///< findings shown in full; the rest is counted per rule
    std::string_view alles = "toon ze met --alle of --json"; ///< how to see them all
    /// Where the meaning of a code is looked up. A decision of a release that is not among them is told in the words of the built-in one.
    std::span<std::shared_ptr<model::Release const> const> releases{};
};

/// What was decided, on what ground, and every finding: rule, code and meaning, place in words, value, limit, arithmetic, source,
/// remedy. Takes a decision record, a line of `check --json`, or a problem+json with `bevindingen`; what is absent is left out.
/// Ends with a line end. Any thread; pure.
[[nodiscard]] std::string besluit_tekst(boost::json::object const& besluit, TekstOpties const& opties = {});

/// "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[5]/ProductTarief" -> "Client 2, Prestatie 5, ProductTarief".
[[nodiscard]] std::string plaats_in_woorden(std::string_view xpath);

} // namespace gateway
