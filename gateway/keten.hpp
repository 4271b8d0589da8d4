#pragma once

#include "store/keten.hpp"
#include "xsd/model/kalender.hpp"

#include <cstddef>
#include <expected>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// The case chain of one toewijzing: what each step left, and which deadlines follow from it. Pure; any thread.
namespace gateway {

/// Which chain is asked for.
struct KetenVraag {
    std::string gemeente;
    model::Domein domein = model::Domein::wmo;
    std::int64_t nummer = 0;
    std::optional<model::Date> op; ///< as it was known at the end of that day
};

/// @returns the question, or in Dutch what is expected in the place of what was given, which it does not repeat
[[nodiscard]] std::expected<KetenVraag, std::string> keten_vraag(std::string_view gemeente, std::string_view domein,
                                                                 std::string_view nummer, std::optional<std::string_view> op);

/// Why there is no such chain, in Dutch.
[[nodiscard]] std::string_view keten_onbekend(KetenVraag const& vraag);

struct Hoeveelheid {
    std::int64_t volume = 0;
    model::Code eenheid;
};

/// How a toewijzing stands after a step.
struct KetenStand {
    model::ToewijzingFact const* versie = nullptr; ///< the current one (IV013); nullptr: none counts
    std::size_t debetten = 0;                      ///< live ones: toegekend and not credited
    model::Money bedrag;                           ///< of the live debets together
    /// Volume of the live debets. With an Omvang one, in its eenheid or, for an Omvang in uur with prestaties in minuut, in minuten;
    /// without one each eenheid that was declared, in order of code.
    std::vector<Hoeveelheid> verbruikt;
    std::optional<Hoeveelheid> rest;         ///< of what may be declared over the whole toewijzing (TR322); negative: it was lowered since
    std::string berekening;                  ///< of that maximum; empty when there is none
    std::optional<model::Money> budget_rest; ///< of the Budget (TR369)
};

enum class TermijnToestand : std::uint8_t { open, gemist, gehaald, te_laat };
[[nodiscard]] std::string_view name(TermijnToestand toestand);

/// A deadline of process.md 10.
struct Termijn {
    std::string wat;       ///< "antwoord 302", "melding van de start (305)"
    std::string wie;       ///< code of who owes it
    std::string_view bron; ///< "OP271"; static text
    model::Date uiterlijk;
    std::optional<model::Date> gedaan;
    std::int64_t bericht = 0; ///< the message it is about; 0: the toewijzing itself
    TermijnToestand toestand = TermijnToestand::open;
};

/// Goes through a chain step by step.
class KetenVerloop {
public:
    /// @param stap lives as long as this does
    void verwerk(store::KetenStap const& stap);
    [[nodiscard]] KetenStand stand() const;
    /// @param vandaag the day on which open deadlines are looked at
    [[nodiscard]] std::vector<Termijn> termijnen(model::Kalender const& kalender, model::Date vandaag) const;
    /// "actueel", "verlopen", "verwijderd" (process.md 5), or "onbekend": no version of it counts.
    [[nodiscard]] std::string_view toestand(model::Date vandaag) const;

private:
    struct Versie {
        store::KetenVersie const* versie;
        store::KetenStap const* stap;
    };
    struct Levering {
        store::KetenLevering const* levering;
        store::KetenStap const* stap;
    };
    struct Verzoek {
        store::KetenVerzoek const* verzoek;
        store::KetenStap const* stap;
    };
    void kies(Versie const& versie);
    void verwerp(std::int64_t heen);
    [[nodiscard]] bool telt(store::KetenStap const& stap) const { return !verworpen_.contains(stap.id); }
    [[nodiscard]] std::vector<Levering> levende() const;
    void termijnen_levering(std::vector<Termijn>& termijnen, model::Kalender const& kalender, model::Date vandaag) const;
    void termijnen_verzoek(std::vector<Termijn>& termijnen, model::Kalender const& kalender) const;

    std::vector<store::KetenStap const*> stappen_;
    std::vector<Versie> versies_;
    std::optional<Versie> huidig_;
    std::vector<store::KetenPrestatie const*> debetten_;
    std::vector<Levering> leveringen_;
    std::vector<Verzoek> verzoeken_;
    std::set<std::int64_t> verworpen_; ///< messages that their receiver rejected
};

} // namespace gateway
