#include "gateway/pipeline.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/support/bouw.hpp"
#include "tests/support/retour.hpp"
#include "xsd/read.hpp"
#include "xsd/write.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

/// Random messages of all kinds through the whole pipeline on a real store, against a simple account kept beside it: what the answers
/// tell the aanbieder. KETENPOORT_SEED=n replays one sequence; a failure names its seed.

namespace {

using model::Message;

std::array constexpr nummers{std::int64_t{1001}, std::int64_t{1002}, std::int64_t{1003}};
std::array constexpr maanden{std::pair{"2026-01-01", "2026-01-31"}, std::pair{"2026-02-01", "2026-02-28"},
                             std::pair{"2026-03-01", "2026-03-31"}, std::pair{"2026-04-01", "2026-04-30"}};

/// Makes messages that are often right and often not: numbers, references and dates come from small sets, so that they meet.
class Bedenker {
public:
    explicit Bedenker(std::uint64_t seed) : random_(seed) {}

    Message volgende() {
        switch (kies(10)) {
        case 0: return met_naam(toewijzing());
        case 1:
        case 2: return met_naam(start());
        case 3:
        case 4: return met_naam(stop());
        case 5: return met_naam(verzoek());
        case 6: return met_naam(antwoord());
        default: return met_naam(declaratie());
        }
    }

    Message eerste() {
        std::vector<model::ToegewezenProduct> producten;
        for (auto const nummer : nummers) producten.push_back(bouw::product(nummer, "02", code(nummer)));
        return met_naam(bouw::toewijzing(std::move(producten)));
    }

    /// 0 .. n-1. By remainder, so that every standard library draws the same.
    std::uint64_t kies(std::uint64_t n) { return random_() % n; }

    static std::string code(std::int64_t nummer) { return fmt::format("02A{}", nummer - 985); }

private:
    std::int64_t nummer() { return kies(12) == 0 ? 4711 : nummers[kies(nummers.size())]; }

    Message toewijzing() {
        auto const n = nummers[kies(nummers.size())];
        auto p = bouw::product(n, "02", code(n));
        p.toewijzingstijd = fmt::format("{:02}:00:00", kies(24));
        p.omvang->volume = static_cast<std::int64_t>(kies(6));
        if (kies(4) == 0) p.einddatum = model::Datum(bouw::dag("2025-12-31")); // before Ingangsdatum: level 2
        if (kies(8) == 0) {
            p.reden_wijziging = "13";
            p.einddatum = p.ingangsdatum;
        }
        return bouw::toewijzing({p});
    }

    model::Datum dag() { return bouw::dag(fmt::format("2026-01-{:02}", 10 + kies(3))); }

    Message start() {
        auto const n = nummer();
        auto p = bouw::start_product(n, "02", code(n == 4711 ? 1001 : n));
        p.begindatum = dag();
        if (kies(3) == 0) p.status_aanlevering = "3";
        return bouw::start({p});
    }

    Message stop() {
        auto const n = nummer();
        auto p = bouw::stop_product(n, "02", code(n == 4711 ? 1001 : n));
        p.begindatum = dag();
        p.einddatum = bouw::dag(kies(2) == 0 ? "2026-02-20" : "2026-04-30");
        p.reden_beeindiging = kies(2) == 0 ? "20" : "02";
        if (kies(3) == 0) p.status_aanlevering = "3";
        auto bericht = bouw::stop({p});
        model::Datum const dagtekening = bouw::dag("2026-05-01");
        bouw::als_307(bericht).header.bericht_identificatie.dagtekening = dagtekening;
        return bericht;
    }

    std::string verzoek_referentie() { return fmt::format("V{}", kies(6)); }

    Message verzoek() {
        if (kies(3) == 0) {
            auto bericht = bouw::verzoek_wijziging({bouw::te_wijzigen(1001)}, {bouw::ongewijzigd(1002), bouw::ongewijzigd(1003)});
            bouw::als_317(bericht).client.verzoek.referentie_aanbieder = verzoek_referentie();
            return bericht;
        }
        return bouw::verzoek_toewijzing({bouw::aangevraagd(verzoek_referentie())});
    }

    Message antwoord() {
        bool const af = kies(2) == 0;
        std::optional<model::Code> reden;
        if (af) reden = "3";
        return bouw::antwoord_verzoek(verzoek_referentie(), af ? "1" : "2", reden);
    }

    Message declaratie() {
        std::vector<model::Prestatie> prestaties;
        std::set<std::string> eigen;
        for (auto n = 1 + kies(4); n > 0; --n) {
            auto p = !debetten_.empty() && kies(3) == 0 ? credit() : debet();
            auto const& ref = p.product_referentie;
            // Twice in one message is a fault of level 2, met often enough as it is.
            if (!eigen.insert(ref.referentie_nummer).second) continue;
            if (ref.vorig_referentie_nummer && !eigen.insert(*ref.vorig_referentie_nummer + "?").second) continue;
            if (!ref.vorig_referentie_nummer) debetten_.push_back(p);
            prestaties.push_back(std::move(p));
        }
        auto bericht = bouw::declaratie(std::move(prestaties));
        auto& d = bouw::als_323(bericht).declaratie;
        d.declaratie_nummer = fmt::format("DN{}", kies(20) == 0 ? 1 : ++teller_);
        d.declaratie_periode = {bouw::dag("2026-04-01"), bouw::dag("2026-04-30")};
        d.declaratie_dagtekening = bouw::dag("2026-05-03");
        bouw::als_323(bericht).header.bericht_identificatie.dagtekening = bouw::dag("2026-05-03");
        auto const totaal = bouw::som(d.clienten).signed_amount();
        d.totaal_ingediend_bedrag = totaal.cents < 0 ? model::BedragMetDC{-totaal, "C"} : model::BedragMetDC{totaal, "D"};
        if (kies(15) == 0) d.totaal_ingediend_bedrag.bedrag = model::Money{1}; // level 2
        return bericht;
    }

    /// References come back now and then: TR314.
    std::string referentie() { return fmt::format("R{}", kies(6) == 0 ? 1 + kies(40) : 1000 + ++teller_); }

    model::Prestatie debet() {
        auto p = bouw::prestatie(referentie());
        auto const n = nummer();
        auto const [begin, einde] = maanden[kies(maanden.size())];
        auto const volume = static_cast<std::int64_t>(1 + kies(12));
        p.toewijzing_nummer = n;
        p.product_code = code(n == 4711 ? 1001 : n);
        p.product_periode = {bouw::dag(begin), bouw::dag(einde)};
        p.geleverd_volume = volume;
        p.ingediend_bedrag = {model::Money{volume * 7000}, "D"};
        return p;
    }

    model::Prestatie credit() {
        auto p = debetten_[kies(debetten_.size())];
        p.product_referentie = {referentie(), p.product_referentie.referentie_nummer};
        p.ingediend_bedrag.debet_credit = "C";
        return p;
    }

    Message met_naam(Message bericht) {
        // Sometimes the identification of an earlier message: TR056.
        auto naam = fmt::format("P{}", kies(25) == 0 ? 1 : ++teller_);
        std::visit([&](auto& b) { b.header.bericht_identificatie.identificatie = naam; }, bericht.inhoud);
        bericht.identificatie_sleutel = std::move(naam);
        return bericht;
    }

    std::mt19937_64 random_;
    std::uint64_t teller_ = 1;
    std::vector<model::Prestatie> debetten_; ///< ever sent
};

std::shared_ptr<xsd::SchemaSet const> schemas() {
    static auto const set = xsd::SchemaSet::built_in().value();
    return set;
}

/// The gateway of a gemeente: pipeline and store.
class Poort {
public:
    Poort() : store_(store::sqlite::open(directory_.path(), store::sqlite::random_nonce()).value()), pipeline_(schemas()) {}

    gateway::Antwoord stuur(std::string const& xml) {
        gateway::Moment const moment{1'778'400'000'000, bouw::dag("2026-05-10")};
        auto const gelezen = pipeline_.read(std::as_bytes(std::span(xml)));
        gateway::Antwoord antwoord;
        auto const done = store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto decided = pipeline_.decide(tx, gelezen, moment, "cli", false);
            if (!decided) return std::unexpected(decided.error());
            antwoord = std::move(*decided);
            return {};
        });
        if (!done) throw std::runtime_error(done.error().context);
        return antwoord;
    }

    model::Facts feiten(Message const& vraag) {
        model::Facts feiten;
        auto const done = store_->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto found = tx.facts(vraag);
            if (!found) return std::unexpected(found.error());
            feiten = std::move(*found);
            tx.abandon();
            return {};
        });
        if (!done) throw std::runtime_error(done.error().context);
        return feiten;
    }

    std::map<std::int64_t, model::ToewijzingFact> toewijzingen() {
        std::vector<model::Prestatie> vragen;
        for (auto const nummer : nummers)
            vragen.push_back(bouw::prestatie(fmt::format("vraag {}", nummer))), vragen.back().toewijzing_nummer = nummer;
        auto feiten_nu = feiten(bouw::declaratie(std::move(vragen)));
        std::map<std::int64_t, model::ToewijzingFact> uit;
        for (auto const& [nummer, feit] : feiten_nu.toewijzingen) uit.emplace(nummer, *feit);
        return uit;
    }

    /// All that a message may change, as text.
    std::string stand() {
        std::string out;
        for (auto const& [nummer, t] : toewijzingen()) {
            out += fmt::format("{} {} {} {} {}:", nummer, t.toewijzingstijd, t.omvang ? t.omvang->volume.value : -1,
                               t.einddatum ? t.einddatum->days : -1, t.reden_wijziging ? t.reden_wijziging->view() : "");
            for (auto const& d : t.debetten) out += fmt::format(" {}/{}", d.referentie_nummer, d.volume);
            out += '\n';
        }
        for (auto const& l : feiten(bouw::start()).leveringen)
            out += fmt::format("{} {} {} {}\n", l.stop ? "stop" : "start", l.toewijzing_nummer.value_or(0), l.begindatum.days,
                               l.reden_beeindiging.view());
        auto const verzoeken = feiten(bouw::verzoek_toewijzing()).verzoeken;
        for (auto const& [referentie, v] : std::map(verzoeken.begin(), verzoeken.end()))
            out += fmt::format("{} {}\n", referentie, static_cast<int>(v.toestand));
        return out;
    }

private:
    support::TempDir directory_;
    std::unique_ptr<store::Store> store_;
    gateway::Pipeline pipeline_;
};

/// What the aanbieder knows from the answers alone.
class Boek {
public:
    /// @pre `retour` is the answer to `bericht`, a 323
    void lees(model::Bericht323 const& bericht, model::Bericht325 const& retour) {
        auto const& antwoord = retour.declaratie_antwoord;
        if (!antwoord || (antwoord->retour_codes.front() != "8001" && antwoord->retour_codes.front() != "0200")) return;
        std::set<std::string> afgewezen;
        model::Money teruggestuurd;
        for (auto const& client : antwoord->clienten)
            for (auto const& p : client.prestaties) {
                afgewezen.insert(p.product_referentie.referentie_nummer);
                teruggestuurd += p.ingediend_bedrag.signed_amount();
            }
        CHECK(teruggestuurd ==
              antwoord->totaal_ingediend_bedrag.signed_amount() - antwoord->totaal_toegekend_bedrag.signed_amount()); // TR342
        for (bool const credits : {true, false})                                                                      // OP366
            for (auto const& client : bericht.declaratie.clienten)
                for (auto const& p : client.prestaties) {
                    auto const& ref = p.product_referentie;
                    if (ref.vorig_referentie_nummer.has_value() != credits || afgewezen.contains(ref.referentie_nummer)) continue;
                    CHECK(ooit_.insert(ref.referentie_nummer).second); // TR314
                    if (credits) CHECK(levend_.erase(*ref.vorig_referentie_nummer) == 1);
                    else levend_.emplace(ref.referentie_nummer, p);
                }
    }

    void vergelijk(std::map<std::int64_t, model::ToewijzingFact> const& toewijzingen) const {
        std::map<std::int64_t, std::int64_t> volume;
        std::set<std::tuple<std::int64_t, std::int32_t, std::string>> sleutels;
        for (auto const& [referentie, p] : levend_) {
            volume[p.toewijzing_nummer] += p.geleverd_volume;
            CHECK(sleutels.insert({p.toewijzing_nummer, p.product_periode.begindatum.value.days, p.product_code}).second); // TR389
        }
        std::size_t levende = 0;
        for (auto const& [nummer, t] : toewijzingen) {
            std::int64_t som = 0;
            for (auto const& d : t.debetten) {
                CAPTURE(d.referentie_nummer);
                CHECK(levend_.contains(std::string(d.referentie_nummer)));
                som += d.volume;
                ++levende;
            }
            CHECK(som == volume[nummer]);
        }
        CHECK(levende == levend_.size());
    }

    [[nodiscard]] std::size_t ooit() const { return ooit_.size(); }

private:
    std::map<std::string, model::Prestatie> levend_; ///< approved debets without an approved credit
    std::set<std::string> ooit_;                     ///< every reference ever approved
};

/// How often each outcome was met: a run in which nothing passes, or everything, proves nothing.
using Telling = std::map<std::pair<std::int16_t, model::Uitkomst>, int>;

void speel(std::uint64_t seed, int stappen, Telling& telling) {
    CAPTURE(seed);
    Bedenker bedenker(seed);
    Poort poort;
    Boek boek;
    REQUIRE(poort.stuur(xsd::write(*schemas(), bedenker.eerste())).uitkomst == model::Uitkomst::goedgekeurd);
    auto stand = poort.stand();
    for (int stap = 0; stap < stappen; ++stap) {
        auto const bericht = bedenker.volgende();
        auto const xml = xsd::write(*schemas(), bericht);
        CAPTURE(stap);
        CAPTURE(xml);
        auto const antwoord = poort.stuur(xml);
        CAPTURE(antwoord.besluit_json);
        REQUIRE_FALSE(antwoord.niveau1);
        if (antwoord.herhaald) { // the very message of an earlier step
            CHECK(poort.stand() == stand);
            continue;
        }
        ++telling[{bericht.soort.nummer, antwoord.uitkomst}];

        auto const retour = xsd::read(*schemas(), std::as_bytes(std::span(antwoord.retour_xml)));
        REQUIRE(retour);
        CHECK(support::faults_of(*schemas(), antwoord.retour_xml) == std::vector<std::string>{});
        if (auto const* declaratie = std::get_if<model::Bericht323>(&bericht.inhoud))
            boek.lees(*declaratie, std::get<model::Bericht325>(retour->inhoud));
        boek.vergelijk(poort.toewijzingen());
        auto const nieuw = poort.stand();
        if (antwoord.uitkomst == model::Uitkomst::afgekeurd) CHECK(nieuw == stand); // OP286
        // The same bytes again change nothing, whatever was decided.
        if (bedenker.kies(5) == 0) {
            CHECK(poort.stuur(xml).herhaald);
            CHECK(poort.stand() == nieuw);
        }
        stand = nieuw;
    }
    CHECK(boek.ooit() > 0);
}

std::uint64_t gevraagde_seed() {
    auto const* text = std::getenv("KETENPOORT_SEED");
    std::uint64_t seed = 0;
    if (text != nullptr) std::from_chars(text, text + std::string_view(text).size(), seed);
    return seed;
}

} // namespace

TEST_CASE("random messages: used volume is the sum of live prestaties, a rejected message changes nothing") {
    Telling telling;
    if (auto const seed = gevraagde_seed(); seed != 0) {
        speel(seed, 60, telling);
        return;
    }
    for (std::uint64_t seed = 1; seed <= 12; ++seed) speel(seed, 60, telling);
    for (std::int16_t const nummer : {301, 305, 307, 315, 317, 319, 323}) {
        CAPTURE(nummer);
        CHECK(telling[{nummer, model::Uitkomst::goedgekeurd}] > 0);
        CHECK(telling[{nummer, model::Uitkomst::afgekeurd}] > 0);
    }
    CHECK(telling[{std::int16_t{323}, model::Uitkomst::deels}] > 0);
}

TEST_CASE("the same seed plays the same messages") {
    Bedenker een(7);
    Bedenker ander(7);
    Bedenker derde(8);
    bool verschil = false;
    for (int i = 0; i < 50; ++i) {
        auto const a = xsd::write(*schemas(), een.volgende());
        CHECK(a == xsd::write(*schemas(), ander.volgende()));
        verschil = verschil || a != xsd::write(*schemas(), derde.volgende());
    }
    CHECK(verschil);
}
