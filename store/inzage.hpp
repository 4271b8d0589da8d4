#pragma once

#include "xsd/model/soort.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The access log (NEN 7513, BIO2 8.15): who looked at whose data, when, at what, why, from where, and with which result.
namespace store {

/// Identifies a row of the access log: 1, 2, 3, ... in order of commit.
using InzageId = std::int64_t;

/// What became of the question. `gegeven`: the data went out, or was about to.
enum class InzageResultaat : std::uint8_t { gegeven, niet_gevonden, geweigerd };
[[nodiscard]] std::string_view name(InzageResultaat resultaat);
[[nodiscard]] std::optional<InzageResultaat> parse_inzage_resultaat(std::string_view text);

/// Which toewijzing. @pre `gemeente` is four digits and `nummer` is in 0 .. 999,999,999
struct ToewijzingSleutel {
    std::string gemeente;
    model::Domein domein = model::Domein::wmo;
    std::int64_t nummer = 0;
};

/// What is asked and by whom, as every row has it. Texts hold no BSN and no control characters.
struct InzageVraag {
    std::int64_t moment_ms = 0;
    std::string wie;     ///< "oin 0000...", "gebruiker j.jansen", "systeem root", "onbekend"
    std::string wat;     ///< the route or the command
    std::string object;  ///< what it was asked of: "bericht 12", "toewijzing 0344/wmo/1200"; may be empty
    std::string reden;   ///< may be empty
    std::string vanwaar; ///< address or terminal
    InzageResultaat resultaat = InzageResultaat::gegeven;
};

/// A row to be written, with everybody whose data is in what was read: the clients of the messages (Transaction::noteer_clienten), those of
/// the toewijzingen, and those named by BSN. Only keyed pseudonyms of them are kept.
struct NieuweInzage : InzageVraag {
    std::vector<std::int64_t> berichten;
    std::vector<ToewijzingSleutel> toewijzingen;
    std::vector<std::string> bsns;
};

/// The clients of a message, by BSN.
struct BerichtClienten {
    std::int64_t bericht = 0;
    std::vector<std::string> bsns;
};

/// A row as it is read back.
struct Inzage : InzageVraag {
    InzageId id = 0;
    std::vector<std::int64_t> berichten;
};

/// Every member narrows; those that are absent or empty let everything pass.
struct InzageFilter {
    std::optional<std::int64_t> van_ms; ///< from this moment on
    std::optional<std::int64_t> tot_ms; ///< before this moment
    std::string wie;
    std::int64_t bericht = 0;
    std::optional<std::string> bsn; ///< whose data was in it
};

/// Where the access log stands, for whoever checks it.
struct InzageStand {
    std::int64_t rijen = 0;
    std::int64_t gewist = 0;         ///< rows removed after their term
    std::int64_t gewist_voor_ms = 0; ///< only of rows older than this was anything removed; 0: of none
};

} // namespace store
