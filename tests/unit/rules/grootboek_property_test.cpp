#include "tests/unit/rules/grootboek.hpp"

#include <cstdlib>
#include <random>

using namespace support;

namespace {

/// What should stand on the books, worked out from the toewijzingen alone.
struct Model {
    struct Een {
        std::int64_t waarde = 0; ///< what its version is worth
        std::int64_t toegekend = 0;
        bool gestopt = false;
        bool verlopen = false;
        [[nodiscard]] std::int64_t beslag() const { return gestopt || verlopen ? toegekend : std::max(waarde, toegekend); }
    };
    std::map<std::int64_t, Een> toewijzingen;
    std::map<std::string, std::int64_t> verzoeken;

    [[nodiscard]] std::int64_t beslag() const {
        std::int64_t som = 0;
        for (auto const& [nummer, een] : toewijzingen) som += een.beslag();
        return som;
    }
    [[nodiscard]] std::int64_t toegekend() const {
        std::int64_t som = 0;
        for (auto const& [nummer, een] : toewijzingen) som += een.toegekend;
        return som;
    }
    [[nodiscard]] std::int64_t gevraagd() const {
        std::int64_t som = 0;
        for (auto const& [referentie, bedrag] : verzoeken) som += bedrag;
        return som;
    }
};

std::uint64_t seed() {
    auto const* text = std::getenv("KETENPOORT_SEED"); // NOLINT(concurrency-mt-unsafe)
    if (text == nullptr) return 20261122;
    std::uint64_t value = 0;
    for (auto const* c = text; *c >= '0' && *c <= '9'; ++c) value = value * 10 + static_cast<std::uint64_t>(*c - '0');
    return value;
}

/// One world of a few toewijzingen, started anew often: short histories reach every state and stay cheap.
class Wereld {
public:
    Wereld(std::uint64_t start, model::Budget budget, model::Contract const& contract)
        : random_(start), budget_(std::move(budget)), echt_(contract) {}

    /// @returns what it did, for whoever replays it
    std::string stap() {
        auto const nummer = kies(1, 4);
        auto& een = model_.toewijzingen[nummer];
        switch (kies(0, 9)) {
        case 0:
        case 1: return versie(nummer, een);
        case 2: return verwijder(nummer, een);
        case 3:
        case 4:
        case 5: return debet(nummer, een);
        case 6: return credit(nummer, een);
        case 7: return stop(nummer, een);
        case 8: return verzoek();
        default: return afgekeurd(nummer);
        }
    }

    /// What is not as it should be; empty: all is.
    [[nodiscard]] std::string fout() const {
        auto const stand = echt_.stand(budget_);
        auto const& som = stand.stand;
        if (som.beslag.cents != model_.beslag()) return fmt::format("beslag {} is not {}", som.beslag.cents, model_.beslag());
        if (som.toegekend.cents != model_.toegekend())
            return fmt::format("toegekend {} is not {}", som.toegekend.cents, model_.toegekend());
        if (som.gevraagd.cents != model_.gevraagd()) return fmt::format("gevraagd {} is not {}", som.gevraagd.cents, model_.gevraagd());
        if (som.beslag.cents + stand.vrij().cents != budget_.bedrag.cents) return "committed and free are not the ceiling";
        std::int64_t met_beslag = 0;
        for (auto const& [nummer, een] : model_.toewijzingen) met_beslag += een.beslag() > 0 ? 1 : 0;
        if (som.toewijzingen != met_beslag) return fmt::format("{} toewijzingen are not {}", som.toewijzingen, met_beslag);
        for (auto const& [rekening, een] : echt_.rekeningen())
            if (een.beslag.cents < 0 || een.beslag < een.toegekend || een.beslag < een.vastgelegd)
                return fmt::format("an account with beslag {}, toegekend {}, vastgelegd {}", een.beslag.cents, een.toegekend.cents,
                                   een.vastgelegd.cents);
        return {};
    }

private:
    std::int64_t kies(std::int64_t van, std::int64_t tot) { return std::uniform_int_distribution(van, tot)(random_); }

    std::string versie(std::int64_t nummer, Model::Een& een) {
        auto const bedrag = kies(1, 50'000);
        echt_.doe(bericht301({{.nummer = nummer, .budget = bedrag, .dag = 1 + static_cast<std::int32_t>(++versies_ % 28)}}));
        een.gestopt = een.gestopt && bedrag <= een.waarde;
        een.waarde = bedrag;
        return fmt::format("301 {} {}", nummer, bedrag);
    }
    std::string verwijder(std::int64_t nummer, Model::Een& een) {
        if (!echt_.kent(nummer) || een.toegekend > 0) return "";
        echt_.doe(bericht301({{.nummer = nummer,
                               .budget = 1,
                               .tot = model::date(2026, 1, 1),
                               .dag = 1 + static_cast<std::int32_t>(++versies_ % 28),
                               .reden = "13"}}));
        een.waarde = 0;
        een.gestopt = false;
        return fmt::format("301 {} verwijderd", nummer);
    }
    std::string debet(std::int64_t nummer, Model::Een& een) {
        if (!echt_.kent(nummer)) return "";
        auto const bedrag = kies(1, 20'000);
        echt_.doe(bericht323({{.nummer = nummer, .cents = bedrag}}));
        een.toegekend += bedrag;
        debetten_.emplace_back(nummer, bedrag);
        return fmt::format("323 {} D {}", nummer, bedrag);
    }
    std::string credit(std::int64_t nummer, Model::Een&) {
        if (debetten_.empty()) return "";
        auto const at = static_cast<std::size_t>(kies(0, static_cast<std::int64_t>(debetten_.size()) - 1));
        auto const [van, bedrag] = debetten_[at];
        debetten_.erase(debetten_.begin() + static_cast<std::ptrdiff_t>(at));
        auto const opnieuw = kies(0, 1) == 0 ? 0 : kies(1, 20'000);
        std::vector<Gedeclareerd> regels{{.nummer = van, .cents = bedrag, .credit = true}};
        if (opnieuw != 0) {
            regels.push_back({.nummer = van, .cents = opnieuw});
            debetten_.emplace_back(van, opnieuw);
        }
        echt_.doe(bericht323(regels));
        model_.toewijzingen[van].toegekend += opnieuw - bedrag;
        return fmt::format("323 {} C {} D {} (of {})", van, bedrag, opnieuw, nummer);
    }
    std::string stop(std::int64_t nummer, Model::Een& een) {
        if (!echt_.kent(nummer) || een.waarde == 0) return "";
        bool const is_stopped = stops_[nummer];
        echt_.doe(bericht307({{.nummer = nummer, .status = is_stopped ? "3" : "1"}}));
        stops_[nummer] = !is_stopped;
        een.gestopt = !is_stopped;
        return fmt::format("307 {} {}", nummer, is_stopped ? "ingetrokken" : "gestopt");
    }
    std::string verzoek() {
        auto const referentie = fmt::format("R{}", kies(1, 3));
        auto& gevraagd = model_.verzoeken[referentie];
        if (gevraagd == 0) {
            gevraagd = kies(1, 9'000);
            echt_.doe(bericht315(referentie.c_str(), gevraagd));
            return fmt::format("315 {} {}", referentie, gevraagd);
        }
        auto const antwoord = kies(1, 2);
        echt_.doe(bericht319(referentie.c_str(), antwoord == 1 ? "1" : "2"));
        if (antwoord == 1) gevraagd = 0;
        return fmt::format("319 {} {}", referentie, antwoord);
    }
    std::string afgekeurd(std::int64_t nummer) {
        echt_.doe(bericht301({{.nummer = nummer, .budget = kies(1, 9'000)}}), model::date(2026, 6, 1), model::Uitkomst::afgekeurd);
        return fmt::format("301 {} afgekeurd", nummer);
    }

    std::mt19937_64 random_;
    model::Budget budget_;
    Geheugen echt_;
    Model model_;
    std::map<std::int64_t, bool> stops_;
    std::vector<std::pair<std::int64_t, std::int64_t>> debetten_;
    std::int32_t versies_ = 0;
};

} // namespace

TEST_CASE("a million random events: committed and free are the ceiling, nothing counts twice, the lines add up to the stand") {
    constexpr int events = 1'000'000;
    constexpr int tries = 25; // in one world, so that versions of a toewijzing stay in order of their day
    auto const start = seed();
    auto const budget = plafond(100'000);
    auto contract = regio();
    contract.budgetten.push_back(budget);
    int done = 0;
    for (std::uint64_t w = 0; done < events; ++w) {
        Wereld wereld(start + w, budget, contract);
        std::string history;
        for (int e = 0; e < tries; ++e) {
            auto const gebeurtenis = wereld.stap();
            if (gebeurtenis.empty()) continue; // nothing to stop, credit or remove yet
            ++done;
            history += gebeurtenis + "; ";
            if (auto const fout = wereld.fout(); !fout.empty()) FAIL("KETENPOORT_SEED=", start, " world ", w, ": ", history, fout);
        }
    }
    CHECK(done >= events);
}
