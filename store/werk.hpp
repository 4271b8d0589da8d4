#pragma once

#include "xsd/model/code.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/soort.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The work list: what people have to decide, and what they decided.
namespace store {

using WerkId = std::int64_t;

/// A verzoek to answer (a product of a 315, or a 317), a parked message, the findings of one rule that a message was accepted with.
enum class WerkSoort : std::uint8_t { verzoek, aangehouden, signaal };

[[nodiscard]] std::string_view name(WerkSoort soort);
[[nodiscard]] std::optional<WerkSoort> parse_werk_soort(std::string_view text);

/// An item to open beside the message it is about. The store chooses between the deadlines by where a verzoek stands.
struct NieuwWerk {
    WerkSoort soort = WerkSoort::verzoek;
    std::string sleutel;                           ///< ReferentieAanbieder of a verzoek; else what names it best, may be empty
    std::string regel;                             ///< of a signaal; of what is parked the first rule
    std::int64_t aantal = 0;                       ///< number of findings
    std::optional<model::Date> termijn;            ///< while it is open
    std::optional<model::Date> termijn_onderzoek;  ///< once a verzoek is in onderzoek
    std::optional<model::Date> termijn_woonplaats; ///< once it is for the woonplaatsbeginsel
    model::Code voorstel_antwoord;                 ///< VerzoekAntwoord a contract finding proposes; empty: none
    model::Code voorstel_reden;                    ///< WJ759
};

/// A person's decision on an item.
struct WerkBesluit {
    std::int64_t moment_ms = 0;
    model::Date vandaag;
    std::string besluit; ///< "in_onderzoek", "afwijzen", "gehonoreerd", "gezien", "goedkeuren", "afkeuren", "accepteren",
                         ///< "intrekken"
    std::string door;
    std::string toelichting;
    std::string plaats;                 ///< XPath of the one prestatie it is about; empty: all
    std::string code;                   ///< WJ759 reason or WJ001 retourcode; empty: none
    std::string grond;                  ///< "woonplaatsbeginsel" or empty
    std::optional<std::int64_t> gevolg; ///< id of the message that was made for it, or that it names
};

struct Werk {
    WerkId id = 0;
    WerkSoort soort = WerkSoort::verzoek;
    bool open = true;
    std::string stand; ///< verzoek: "open", "in_onderzoek", "afgewezen", "gehonoreerd", "vervallen"; else "open" or the last decision
    std::int64_t bericht = 0;
    model::BerichtSoort berichtsoort;
    std::string gemeente;
    std::string aanbieder;
    std::string sleutel;
    std::string regel;
    std::int64_t aantal = 0;
    model::Date sinds;
    std::optional<model::Date> termijn;
    model::Code voorstel_antwoord;
    model::Code voorstel_reden;
    std::vector<WerkBesluit> besluiten; ///< in order
};

/// Which items; empty or absent: any.
struct WerkFilter {
    std::optional<bool> open;
    std::optional<WerkSoort> soort;
    std::string gemeente;
    std::string aanbieder;
};

/// Where a page ended: the place of its last item in the order of termijn and id.
struct WerkCursor {
    std::optional<model::Date> termijn; ///< nullopt: among those without
    WerkId id = 0;
};

} // namespace store
