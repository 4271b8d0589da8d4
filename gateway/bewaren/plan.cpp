#include "gateway/bewaren/plan.hpp"

#include "gateway/termijnen.hpp"
#include "xsd/model/sha256.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace gateway::bewaren {

namespace {

namespace json = boost::json;

/// What ties messages together: a toewijzing or a verzoek.
struct Zaak {
    model::Date laatste{};                ///< the last decision on a message of it
    std::optional<model::Date> einde{};   ///< of the toewijzing
    bool toewijzing = false;
    bool zonder_einde = false;
    bool vastgehouden = false;
};

class Verzamelaar final : public store::BewaarBezoeker {
public:
    void bericht(store::BewaarBericht const& bericht) override {
        plaats_.emplace(bericht.id, berichten.size());
        berichten.push_back(bericht);
    }
    void antwoord(std::int64_t heen, std::int64_t bericht) override { antwoorden_.emplace_back(heen, bericht); }
    void verband(std::int64_t bericht, std::int64_t zaak) override { verbanden.emplace_back(bericht, zaak); }
    void toewijzing(std::int64_t sleutel, std::optional<model::Date> einde, bool vastgehouden) override {
        auto& zaak = zaken[sleutel];
        zaak.toewijzing = true;
        zaak.einde = einde;
        zaak.zonder_einde = !einde;
        zaak.vastgehouden = vastgehouden;
    }

    /// An answer belongs to every case of what it answers; then the last decision of each case is known.
    void leg_verband() {
        std::ranges::sort(verbanden);
        auto const van = [this](std::int64_t bericht) {
            return std::ranges::equal_range(verbanden, bericht, {}, &std::pair<std::int64_t, std::int64_t>::first);
        };
        std::vector<std::pair<std::int64_t, std::int64_t>> more;
        for (auto const& [heen, terug] : antwoorden_) {
            for (auto const& [_, zaak] : van(heen)) more.emplace_back(terug, zaak);
            // Neither goes without the other, also when no case is known of them.
            if (auto const a = plaats_.find(heen), b = plaats_.find(terug); a != plaats_.end() && b != plaats_.end()) {
                auto const last = std::max(berichten[a->second].laatste, berichten[b->second].laatste);
                berichten[a->second].laatste = berichten[b->second].laatste = last;
            }
        }
        verbanden.insert(verbanden.end(), more.begin(), more.end());
        std::ranges::sort(verbanden);
        auto const [first, last] = std::ranges::unique(verbanden);
        verbanden.erase(first, last);
        for (auto const& [bericht, sleutel] : verbanden)
            if (auto const at = plaats_.find(bericht); at != plaats_.end())
                zaken[sleutel].laatste = std::max(zaken[sleutel].laatste, berichten[at->second].laatste);
    }

    std::vector<store::BewaarBericht> berichten;
    std::vector<std::pair<std::int64_t, std::int64_t>> verbanden; ///< message, case
    std::unordered_map<std::int64_t, Zaak> zaken;

private:
    std::unordered_map<std::int64_t, std::size_t> plaats_;
    std::vector<std::pair<std::int64_t, std::int64_t>> antwoorden_;
};

std::vector<Soort> soorten_van(store::BewaarBericht const& bericht) {
    if (bericht.geweigerd || !bericht.soort) return {Soort::geweigerd};
    std::vector<Soort> all{bericht.soort->domein == model::Domein::wmo ? Soort::wmo : Soort::jw};
    if (bericht.soort->nummer == 323 || bericht.soort->nummer == 325) all.push_back(Soort::financieel);
    return all;
}

/// What is known of a message through its cases.
struct Omgeving {
    model::Date laatste{};
    model::Date einde{};
    bool loopt = false;
    bool vastgehouden = false;
    std::vector<std::string> toewijzingen{};
};

model::Date begin_van(Vanaf vanaf, store::BewaarBericht const& bericht, Omgeving const& om) {
    switch (vanaf) {
    case Vanaf::ontvangst: return bericht.ontvangen;
    case Vanaf::laatste_besluit: return om.laatste;
    case Vanaf::einde_toewijzing: return std::max(om.laatste, om.einde);
    case Vanaf::einde_jaar: break;
    }
    return model::date(model::civil(bericht.ontvangen).year, 12, 31);
}

/// Why a message whose term is over stays; empty: it does not.
std::string_view waarom_nodig(store::BewaarBericht const& bericht, Omgeving const& om) {
    if (bericht.vastgehouden || om.vastgehouden) return "vastgehouden";
    if (bericht.open_werk) return "open_werk";
    if (bericht.onbezorgd) return "onbezorgd";
    if (om.loopt) return "lopende_zaak";
    return {};
}

std::string gemeente_van(store::BewaarBericht const& bericht) {
    for (auto const* organisatie : {&bericht.afzender, &bericht.ontvanger})
        if (organisatie->size() == 4) return *organisatie;
    return {};
}

json::array regels_json(std::vector<Regel> const& regels) {
    json::array out;
    for (auto const& regel : regels)
        out.push_back(json::object{{"soort", name(regel.soort)},
                                   {"sinds", model::to_string(regel.sinds)},
                                   {"termijn", to_string(regel.termijn)},
                                   {"vanaf", name(regel.vanaf)},
                                   {"grond", regel.grond}});
    return out;
}

json::object opdracht(Plan const& plan) {
    json::array berichten;
    for (auto const& stap : plan.stappen) {
        json::array toewijzingen(stap.toewijzingen.begin(), stap.toewijzingen.end());
        berichten.push_back(json::object{{"bericht", stap.bericht},
                                         {"berichtsoort", stap.berichtsoort.empty() ? json::value(nullptr) : json::value(stap.berichtsoort)},
                                         {"regel", name(stap.soort)},
                                         {"begin", model::to_string(stap.begin)},
                                         {"weg_vanaf", model::to_string(stap.weg_vanaf)},
                                         {"toewijzingen", std::move(toewijzingen)}});
    }
    return {{"op", model::to_string(plan.op)},
            {"regels", regels_json(plan.regels)},
            {"berichten", std::move(berichten)},
            {"inzage", {{"voor_ms", plan.inzage_voor_ms}, {"aantal", plan.inzagen}}}};
}

using Telling = std::map<std::tuple<std::string, std::string, std::int32_t>, std::int64_t>;

/// How many go, by soort, gemeente and the year they came in.
Telling telling(Plan const& plan) {
    Telling counts;
    for (auto const& stap : plan.stappen) ++counts[{std::string(name(stap.soort)), stap.gemeente, stap.jaar}];
    return counts;
}

} // namespace

model::Result<Plan> maak_plan(store::Reader& reader, std::span<Regel const> regels, model::Date op) {
    Verzamelaar alles;
    if (auto done = reader.bewaren(alles); !done) return std::unexpected(done.error());
    alles.leg_verband();
    Plan plan;
    plan.op = op;
    for (auto const soort : {Soort::wmo, Soort::jw, Soort::financieel, Soort::geweigerd, Soort::inzage})
        if (auto const* regel = geldend(regels, soort, op)) plan.regels.push_back(*regel);

    auto verband = alles.verbanden.begin();
    for (auto const& bericht : alles.berichten) {
        Omgeving om{.laatste = bericht.laatste};
        for (; verband != alles.verbanden.end() && verband->first <= bericht.id; ++verband) {
            if (verband->first != bericht.id) continue;
            auto const& zaak = alles.zaken[verband->second];
            om.laatste = std::max(om.laatste, zaak.laatste);
            if (zaak.einde) om.einde = std::max(om.einde, *zaak.einde);
            om.loopt = om.loopt || zaak.zonder_einde || (zaak.einde && *zaak.einde >= op);
            om.vastgehouden = om.vastgehouden || zaak.vastgehouden;
            if (verband->second > 0 && om.toewijzingen.size() < most_zaken) om.toewijzingen.push_back(store::toewijzing_tekst(verband->second));
        }
        // The longest term wins; one without a rule never ends.
        std::optional<Stap> stap;
        bool ends = true;
        for (auto const soort : soorten_van(bericht)) {
            auto const* regel = geldend(plan.regels, soort, op);
            if (regel == nullptr) {
                ends = false;
                continue;
            }
            auto const begin = begin_van(regel->vanaf, bericht, om);
            auto const weg = laatste_dag(begin, regel->termijn) + 1;
            if (!stap || stap->weg_vanaf < weg) stap = Stap{.bericht = bericht.id, .soort = soort, .begin = begin, .weg_vanaf = weg};
        }
        if (!ends || !stap || op < stap->weg_vanaf) {
            ++plan.blijven;
            continue;
        }
        if (auto const waarom = waarom_nodig(bericht, om); !waarom.empty()) {
            ++plan.nog_nodig[std::string(waarom)];
            continue;
        }
        if (bericht.soort) stap->berichtsoort = model::to_string(*bericht.soort);
        stap->gemeente = gemeente_van(bericht);
        stap->jaar = model::civil(bericht.ontvangen).year;
        stap->toewijzingen = std::move(om.toewijzingen);
        plan.stappen.push_back(std::move(*stap));
    }

    if (auto const* regel = geldend(plan.regels, Soort::inzage, op)) {
        // Rows of a day stay as long as that day's term runs: the first day that stays, found from the back.
        auto day = model::add_years(op, -regel->termijn.aantal);
        if (regel->termijn.eenheid == Termijn::Eenheid::dag) day = op - regel->termijn.aantal;
        if (regel->termijn.eenheid == Termijn::Eenheid::maand) day = model::add_years(op, -(regel->termijn.aantal / 12) - 1);
        auto const stays = [&](model::Date one) {
            auto const begin = regel->vanaf == Vanaf::einde_jaar ? model::date(model::civil(one).year, 12, 31) : one;
            return laatste_dag(begin, regel->termijn) >= op;
        };
        while (stays(day - 1)) day = day - 1;
        while (!stays(day)) day = day + 1;
        auto const voor = einde_van(day - 1);
        auto const aantal = reader.inzagen_voor(voor);
        if (!aantal) return std::unexpected(aantal.error());
        plan.inzagen = *aantal;
        plan.inzage_voor_ms = *aantal > 0 ? voor : 0;
    }
    return plan;
}

std::string opdracht_json(Plan const& plan) { return json::serialize(opdracht(plan)); }

std::string hash(Plan const& plan) { return model::sha256_hex(opdracht_json(plan)); }

json::object plan_json(Plan const& plan) {
    auto out = opdracht(plan);
    out["hash"] = hash(plan);
    json::array aantallen;
    for (auto const& [wat, aantal] : telling(plan))
        aantallen.push_back(json::object{{"regel", std::get<0>(wat)},
                                         {"gemeente", std::get<1>(wat).empty() ? json::value(nullptr) : json::value(std::get<1>(wat))},
                                         {"jaar", std::get<2>(wat)},
                                         {"berichten", aantal}});
    out["aantallen"] = std::move(aantallen);
    json::object nodig;
    for (auto const& [waarom, aantal] : plan.nog_nodig) nodig[waarom] = aantal;
    out["nog_nodig"] = std::move(nodig);
    out["blijven"] = plan.blijven;
    return out;
}

std::string plan_tekst(Plan const& plan) {
    constexpr std::size_t shown = 20;
    std::string out = fmt::format("Wat op {} weg mag\n\n", model::to_dutch(plan.op));
    for (auto const& regel : plan.regels)
        out += fmt::format("  {:<11} {:<10} vanaf {:<16} ({}; sinds {})\n", name(regel.soort), to_string(regel.termijn), name(regel.vanaf), regel.grond,
                           model::to_dutch(regel.sinds));
    out += "\n";
    for (auto const& [wat, aantal] : telling(plan))
        out += fmt::format("  {:<11} gemeente {:<5} ontvangen in {}: {} berichten\n", std::get<0>(wat),
                           std::get<1>(wat).empty() ? "-" : std::get<1>(wat), std::get<2>(wat), aantal);
    for (std::size_t i = 0; i < std::min(shown, plan.stappen.size()); ++i) {
        auto const& stap = plan.stappen[i];
        out += fmt::format("  bericht {} {}: {} geteld vanaf {}, weg vanaf {}{}{}\n", stap.bericht, stap.berichtsoort, name(stap.soort),
                           model::to_dutch(stap.begin), model::to_dutch(stap.weg_vanaf), stap.toewijzingen.empty() ? "" : "; toewijzing ",
                           fmt::join(stap.toewijzingen, ", "));
    }
    if (plan.stappen.size() > shown) out += fmt::format("  ... en nog {} (alle met --json)\n", plan.stappen.size() - shown);
    if (plan.inzagen > 0) out += fmt::format("  inzagelog: {} regels\n", plan.inzagen);
    if (plan.stappen.empty() && plan.inzagen == 0) out += "  Niets.\n";
    for (auto const& [waarom, aantal] : plan.nog_nodig) out += fmt::format("\nNog nodig, hoewel de termijn voorbij is ({}): {} berichten", waarom, aantal);
    out += fmt::format("\nNog binnen de termijn: {} berichten\n\nPlan {}\n", plan.blijven, hash(plan));
    return out;
}

model::Result<Opdracht> lees_opdracht(std::string_view text) {
    auto const corrupt = [] { return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "een bewaarplan is niet te lezen"}); };
    json::error_code fault;
    auto const value = json::parse(text, fault);
    if (fault || !value.is_object()) return corrupt();
    auto const* op = value.get_object().if_contains("op");
    auto const* berichten = value.get_object().if_contains("berichten");
    auto const* inzage = value.get_object().if_contains("inzage");
    auto const day = op != nullptr && op->is_string() ? model::parse_date(std::string_view(op->get_string())) : std::nullopt;
    if (!day || berichten == nullptr || !berichten->is_array() || inzage == nullptr || !inzage->is_object()) return corrupt();
    Opdracht uit{.op = *day, .berichten = {}, .inzage_voor_ms = inzage->at("voor_ms").as_int64()};
    for (auto const& one : berichten->get_array()) uit.berichten.push_back(one.at("bericht").as_int64());
    return uit;
}

} // namespace gateway::bewaren
