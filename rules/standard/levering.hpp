#pragma once

#include "rules/rule.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>

/// Starts and stops of one client at one aanbieder (process.md 7): what the rules on 305 and 307 look at.
namespace rules::standard {

/// The key of a start. Of a toewijzing the starts stand together, by begin; without a toewijzing (taakgericht, IV096) each Product
/// and Begindatum is a levering of its own.
struct StartSleutel {
    std::optional<std::int64_t> nummer;
    model::Date begin;
    model::Code categorie;
    std::string code;
    friend auto operator<=>(StartSleutel const&, StartSleutel const&) = default;
};

/// The key of a stop: that of its start, and why and when it ended.
struct StopSleutel {
    StartSleutel start;
    model::Code reden;
    model::Date einde;
    friend auto operator<=>(StopSleutel const&, StopSleutel const&) = default;
};

/// "20", a stop after which the same levering goes on.
inline constexpr model::Code tijdelijk{"20"};

/// One StartProduct or StopProduct.
struct Aanlevering {
    bool stop = false;
    StartSleutel start;
    model::Code reden;        ///< of a stop
    model::Date einde;        ///< of a stop
    bool verwijderen = false; ///< StatusAanlevering 3
    model::Place plaats;      ///< the class itself

    [[nodiscard]] StopSleutel sleutel() const { return {start, reden, einde}; }
};

/// The live starts and stops while a message is worked through. Every question is answered in O(log n).
class Leveringen {
public:
    explicit Leveringen(std::span<model::LeveringFact const> feiten);

    /// What the actual stops of one start say together (TR413-TR415: by ToewijzingNummer and Begindatum, whatever the Product).
    struct Gestopt {
        std::uint32_t tijdelijk = 0;
        std::uint32_t definitief = 0;
        std::multiset<model::Date> eindes;
    };

    /// Whether a live aanlevering has the same key.
    [[nodiscard]] bool bekend(Aanlevering const& aanlevering) const;
    /// Whether there is a live start with this key.
    [[nodiscard]] bool gestart(StartSleutel const& start) const { return starts_.contains(start); }
    /// Whether a live stop refers to this start.
    [[nodiscard]] bool gestopt(StartSleutel const& start) const;
    /// The begin of a live start of the same levering without a live stop.
    [[nodiscard]] std::optional<model::Date> loopt(StartSleutel const& start) const;
    /// The begin of the last start of the same levering.
    [[nodiscard]] std::optional<model::Date> laatste_start(StartSleutel const& start) const;
    /// nullptr: no stop.
    [[nodiscard]] Gestopt const* stops(StartSleutel const& start) const;

    void verwerk(Aanlevering const& aanlevering);

private:
    void add_stop(StopSleutel const& stop);
    void remove_stop(StopSleutel const& stop);
    void note_open(StartSleutel const& start);

    std::set<StartSleutel> starts_;
    std::set<StartSleutel> open_; ///< starts without a stop
    std::set<StopSleutel> stops_;
    std::map<StartSleutel, Gestopt> gestopt_; ///< by levering and begin
};

/// Looks at one aanlevering, knowing all that came before it.
using CheckAanlevering = void (*)(Zaak const&, Aanlevering const&, Leveringen const&, Meldingen&);

/// Runs a check over the StartProducten of a 305 or the StopProducten of a 307 in the order they count: what is removed (status 3)
/// before what is new, wherever they stand (a correction is one message, IV008), and of the new stops the temporary ones first.
void each_aanlevering(Zaak const& zaak, Meldingen& uit, CheckAanlevering check);

/// each_aanlevering as a check of a whole message.
template <CheckAanlevering check>
void over_aanleveringen(Zaak const& zaak, Meldingen& uit) {
    each_aanlevering(zaak, uit, check);
}

/// "toewijzing 1001 vanaf 10-01-2026", "02 02A16 vanaf 10-01-2026".
[[nodiscard]] std::string tekst(StartSleutel const& start);

} // namespace rules::standard
