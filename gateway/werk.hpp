#pragma once

#include "store/werk.hpp"
#include "xsd/model/bericht.hpp"
#include "xsd/model/kalender.hpp"
#include "xsd/model/verdict.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The work list as pure functions: which items a decision opens and by when, and which decisions of people stand. Any thread.
namespace gateway {

/// What a decided message asks of people: a verzoek for each product of an approved 315 and for an approved 317, the message itself when
/// it is parked, a signal for each rule that an approved message was accepted with (rejected prestaties and what a person decided on
/// have none). @param ontvangen the day the message came in: the deadlines of process.md 10 are counted from it, those of an
/// onderzoek from the dagtekening
[[nodiscard]] std::vector<store::NieuwWerk> werk_van(model::Message const& bericht, model::Verdict const& verdict, model::Date ontvangen,
                                                     model::Kalender const& kalender);

/// Of the WJ759 reasons that findings propose for one verzoek the one to give (retourcodes.md 3.2: responsibility and contract before
/// content); empty for none.
[[nodiscard]] model::Code voornaamste_reden(std::vector<model::Code> const& redenen);

/// A parked or signalled finding as the decision record tells it.
struct WerkBevinding {
    std::string regel;
    std::string plaats; ///< XPath
    model::Code retourcode;
};

/// The prestatie an XPath lies in; nullopt: in none.
struct Regelnummer {
    std::uint32_t client = 0; ///< 0-based
    std::uint32_t prestatie = 0;
    friend constexpr auto operator<=>(Regelnummer, Regelnummer) = default;
};
[[nodiscard]] std::optional<Regelnummer> regelnummer(std::string_view xpath);

/// Whether one of these decisions holds for what stands at a place: one without a place holds for all of the message.
[[nodiscard]] bool beslist(std::vector<store::WerkBesluit> const& besluiten, std::string_view xpath);

/// Why parked findings may not be rejected with a code, one Dutch sentence; nullopt: they may. The code exists, and for each prestatie its
/// text is true for at least one finding: it is the code of the rule itself, or one that the table of contract rules leaves. A credit is
/// never rejected (IV085). @param credit whether one of the findings is on a credit
[[nodiscard]] std::optional<std::string> afkeur_fout(model::BerichtSoort soort, std::vector<WerkBevinding> const& bevindingen,
                                                     std::string_view retourcode, bool credit);

} // namespace gateway
