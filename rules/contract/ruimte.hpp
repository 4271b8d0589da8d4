#pragma once

#include "xsd/model/contract.hpp"
#include "xsd/model/facts.hpp"
#include "xsd/model/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

/// The bestedingsruimte of the Contractstandaard Wmo (1.5), a state machine of one aanbieder and calendar year. Pure; any thread.
namespace rules::contract {

enum class RuimteToestand : std::uint8_t {
    normaal,
    aangekondigd, ///< at the notice part, or an excess threatens: a talk within two weeks (1.5.7)
    gesprek,      ///< the talk was held: a decision within two weeks
    besluit,      ///< decided, with or without more room
    uitgeput,     ///< nothing above the amount is paid without a written change
};
/// "normaal", as the API says it.
[[nodiscard]] std::string_view name(RuimteToestand toestand);

struct Ruimte {
    RuimteToestand toestand = RuimteToestand::normaal;
    model::Money bedrag{};
    std::int32_t signaal_bp = 7000;
    model::Money toegekend{};
    std::optional<model::Date> aangekondigd{}; ///< the day of the notice
    std::optional<model::Date> gesprek_voor{}; ///< last day for the talk
    std::optional<model::Date> besluit_voor{}; ///< last day for the decision; known once the talk was held
    bool clientenstop = false;                 ///< agreed, and not lifted yet (1.5.9, 1.5.10)

    /// Whether a deadline has gone by on a day.
    [[nodiscard]] bool te_laat(model::Date vandaag) const;
    friend bool operator==(Ruimte const&, Ruimte const&) = default;
};

/// What can happen to it.
struct NieuweStand {
    model::Money toegekend; ///< by year of the care, credits taken off
    model::Money beslag;    ///< with what is committed and not claimed: an excess threatens when this passes the amount
};
struct GesprekGevoerd {};
/// A written decision: another amount, a clientenstop, or neither.
struct Besloten {
    std::optional<model::Money> bedrag{};
    bool clientenstop = false;
};
struct StopOpgeheven {};
using RuimteGebeurtenis = std::variant<NieuweStand, GesprekGevoerd, Besloten, StopOpgeheven>;

/// The ruimte after one event on a day. What does not fit the state changes nothing.
[[nodiscard]] Ruimte stap(Ruimte ruimte, RuimteGebeurtenis const& gebeurtenis, model::Date op);

/// What a registratie says happened to a bestedingsruimte; nullopt: it is about something else. `lid` and `groep`: the amount of the
/// budget it names as the bundle has it, and of all that share the room with it, since a decision tells the amount of one.
[[nodiscard]] std::optional<RuimteGebeurtenis> gebeurtenis(model::Registratie const& registratie, model::Money lid, model::Money groep);

/// What goes on whatever the room. `specifiek`: a toewijzing that names its product is always paid in full (1.5.5 g). `crisis`: that too,
/// and crisis help is granted above the room and during a clientenstop (1.5.5 j).
enum class Vrijstelling : std::uint8_t { geen, specifiek, crisis };
[[nodiscard]] Vrijstelling vrijstelling(model::Contract const& contract, model::Domein domein, std::optional<model::Product> const& product,
                                        model::Date op);

/// Signals for each bestedingsruimte that this booking takes over its notice part, its amount, or the threat of it: once per crossing.
[[nodiscard]] model::Findings ruimte_signalen(model::Message const& bericht, model::Facts const& feiten, model::Grootboek const& grootboek,
                                              model::Date vandaag);
/// Asks for the accounts that ruimte_signalen() adds up.
void vul_ruimte_vraag(model::Message const& bericht, model::Contract const& contract, model::ContractVraag& vraag);

} // namespace rules::contract
