#include "gateway/bundel.hpp"
#include "gateway/pipeline.hpp"
#include "rules/retour.hpp"
#include "store/logboek.hpp"
#include "tests/support/bouw.hpp"
#include "xsd/read.hpp"
#include "xsd/write.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

namespace {

/// A store of one transaction: says what it is told to say and remembers what was asked of it.
class FakeTransaction final : public store::Transaction {
public:
    std::optional<store::BerichtRecord> same;
    model::Facts known;
    std::optional<model::Error> facts_error;
    std::optional<store::Bundel> active;
    int facts_asked = 0;
    int saved = 0;
    int booked = 0;
    bool abandoned = false;
    store::NieuwBericht last;
    std::vector<store::NieuwWerk> werk_added;
    std::vector<std::pair<store::BerichtId, std::string>> indieners;

    model::Result<std::optional<store::BerichtRecord>> find_same(std::string_view) override { return same; }
    model::Result<store::BerichtId> next_id() override { return 7; }
    model::Result<model::Facts> facts(model::Message const&) override {
        ++facts_asked;
        if (facts_error) return std::unexpected(*facts_error);
        return known;
    }
    model::Result<std::optional<std::string>> active_bundle(std::string_view) override {
        if (!active) return std::nullopt;
        return active->hash;
    }
    model::Result<std::optional<store::Bundel>> bundle(std::string_view) override { return active; }
    bool bewaart_tekst(store::NieuwBericht const&) const override { return true; }
    model::Result<store::BerichtId> save(store::NieuwBericht const& bericht) override {
        ++saved;
        last = bericht;
        return 7;
    }
    model::Result<void> book(store::BerichtId, model::Message const&, model::Verdict const&, model::Facts const&) override {
        ++booked;
        return {};
    }
    model::Result<std::optional<store::BerichtRecord>> bericht(store::BerichtId) override { return same; }
    model::Result<std::optional<std::string>> origineel(store::BerichtId) override { return std::nullopt; }
    model::Result<void> add_werk(store::BerichtId, model::Message const&, model::Date, std::span<store::NieuwWerk const> items) override {
        werk_added.assign(items.begin(), items.end());
        return {};
    }
    model::Result<std::optional<store::Werk>> werk(store::WerkId) override { return std::nullopt; }
    model::Result<std::optional<store::Werk>> werk_van(store::BerichtId, store::WerkSoort, std::string_view, std::string_view) override {
        return std::nullopt;
    }
    model::Result<void> decide_werk(store::Werk const&, store::WerkBesluit const&, bool) override { return {}; }
    model::Result<bool> honoreer(store::Werk const&, store::BerichtId) override { return false; }
    model::Result<void> settle(store::BerichtId, store::NieuweAfdoening const&) override { return {}; }
    model::Result<store::UitId> stuur(store::NieuwUit const&) override { return 1; }
    model::Result<std::optional<store::Uit>> uit(store::UitId) override { return std::nullopt; }
    model::Result<std::vector<store::Uit>> uit_lijst(store::UitFilter const&, store::UitId, std::int64_t) override {
        return std::vector<store::Uit>{};
    }
    model::Result<std::optional<store::Uit>> uit_op_referentie(std::string_view) override { return std::nullopt; }
    model::Result<void> zet_uit(store::UitId, store::outbox::Uitgaand const&, std::string_view, std::string_view) override { return {}; }
    model::Result<void> heropen_uit(store::Uit const&, std::int64_t, std::string_view) override { return {}; }
    model::Result<void> verwacht_niet(store::BerichtId) override { return {}; }
    model::Result<std::string> vingerafdruk(std::string_view sha256) override { return std::string(sha256); }
    model::Result<std::optional<store::EnvelopRecord>> envelop(std::string_view, std::string_view) override { return std::nullopt; }
    model::Result<store::EnvelopId> bewaar_envelop(store::NieuwEnvelop const&) override { return 1; }
    model::Result<void> antwoord_op(store::UitId, store::EnvelopId) override { return {}; }
    model::Result<std::int64_t> envelop_tijdstip(std::int64_t moment_ms) override { return moment_ms; }
    model::Result<bool> later_tijdstip(std::string_view, std::string_view) override { return true; }
    model::Result<void> onthoud_indiener(store::BerichtId bericht, std::string_view oin) override {
        indieners.emplace_back(bericht, oin);
        return {};
    }
    model::Result<void> log_conflict(store::EnvelopConflict const&) override { return {}; }
    model::Result<void> log_klok(std::int64_t, std::int64_t) override { return {}; }
    model::Result<model::ContractFeiten> contract_feiten(model::Message const&, model::ContractVraag const&) override {
        return model::ContractFeiten{};
    }
    model::Result<void> registreer(std::span<model::Registratie const>, std::int64_t) override { return {}; }
    model::Result<void> omgeving(std::string_view, std::int64_t) override { return {}; }
    model::Result<store::LogEinde> log_einde() override { return {}; }
    model::Result<bool> bewaar_controlepunt(store::Controlepunt const&, std::uint64_t) override { return true; }
    model::Result<store::InzageId> noteer_inzage(store::NieuweInzage const&) override { return 1; }
    model::Result<void> noteer_clienten(std::span<store::BerichtClienten const>) override { return {}; }
    model::Result<std::int64_t> wis_inzagen(std::int64_t, std::int64_t, std::string_view, std::string_view) override { return 0; }
    model::Result<void> houd_vast(store::Vasthouding const&) override { return {}; }
    model::Result<std::int64_t> bewaar_plan(store::Bewaarplan const&) override { return 1; }
    model::Result<void> bewaar_stap(store::Bewaarstap const&) override { return {}; }
    model::Result<void> activate(store::Bundel const&) override { return {}; }
    model::Result<void> stel_voor(store::Bundel const&, std::string_view) override { return {}; }
    model::Result<bool> eindig_voorstel(std::string_view, store::Daad const&) override { return false; }
    model::Result<std::optional<store::Gebruiker>> gebruiker(std::string_view) override { return std::nullopt; }
    model::Result<void> bewaar_gebruiker(store::Gebruiker const&, store::Daad const&) override { return {}; }
    model::Result<bool> verwijder_gebruiker(std::string_view, store::Daad const&) override { return false; }
    model::Result<store::Gewist> wis_client(std::string_view, store::Wissing const&) override { return store::Gewist{}; }
    model::Result<store::Gewist> wis_bericht(store::BerichtId, store::Wissing const&) override { return store::Gewist{}; }
    void abandon() override { abandoned = true; }
};

std::shared_ptr<xsd::SchemaSet const> schemas() {
    static auto const set = xsd::SchemaSet::built_in().value();
    return set;
}

std::span<std::byte const> bytes_of(std::string const& text) { return std::as_bytes(std::span(text)); }

gateway::Moment const moment{1'778'400'000'000, bouw::dag("2026-05-10")};

std::int64_t utc(std::string_view day, std::int64_t hour, std::int64_t minute) {
    return ((bouw::dag(day).days * std::int64_t{24} + hour) * 60 + minute) * 60'000;
}

} // namespace

TEST_CASE("the day in the Netherlands follows winter and summer time") {
    CHECK(gateway::dutch_day(utc("2026-01-10", 22, 59)) == bouw::dag("2026-01-10"));
    CHECK(gateway::dutch_day(utc("2026-01-10", 23, 0)) == bouw::dag("2026-01-11"));
    CHECK(gateway::dutch_day(utc("2026-07-10", 21, 59)) == bouw::dag("2026-07-10"));
    CHECK(gateway::dutch_day(utc("2026-07-10", 22, 0)) == bouw::dag("2026-07-11"));
    // Summer time begins on 29 March 2026 and ends on 25 October 2026.
    CHECK(gateway::dutch_day(utc("2026-03-28", 22, 30)) == bouw::dag("2026-03-28"));
    CHECK(gateway::dutch_day(utc("2026-03-29", 22, 30)) == bouw::dag("2026-03-30"));
    CHECK(gateway::dutch_day(utc("2026-10-24", 22, 30)) == bouw::dag("2026-10-25"));
    CHECK(gateway::dutch_day(utc("2026-10-25", 22, 30)) == bouw::dag("2026-10-25"));
    CHECK(gateway::dutch_day(utc("2026-12-31", 23, 30)) == bouw::dag("2027-01-01"));
}

TEST_CASE("the clock's day can be fixed, its moment cannot") {
    auto const fixed = gateway::system_clock(bouw::dag("2001-02-03"))();
    CHECK(fixed.vandaag == bouw::dag("2001-02-03"));
    CHECK(fixed.utc_ms > utc("2026-01-01", 0, 0));
    CHECK(gateway::system_clock(std::nullopt)().vandaag >= bouw::dag("2026-01-01"));
}

TEST_CASE("who sent in what fails level 1 is noted, for it names no sender itself") {
    gateway::Pipeline pipeline(schemas());
    FakeTransaction tx;
    std::string const text = "<kapot";
    auto const gelezen = pipeline.read(bytes_of(text));
    REQUIRE(pipeline.decide(tx, gelezen, moment, "http", true, "00000001001234567000"));
    REQUIRE(pipeline.decide(tx, gelezen, moment, "http", false));
    CHECK(tx.indieners.empty());
    REQUIRE(pipeline.decide(tx, gelezen, moment, "http", false, "00000001001234567000"));
    CHECK(tx.indieners == std::vector<std::pair<store::BerichtId, std::string>>{{7, "00000001001234567000"}});
}

TEST_CASE("a refusal at level 1 is recorded without content, facts or answer") {
    gateway::Pipeline pipeline(schemas());
    FakeTransaction tx;
    std::string const text = "<kapot";
    auto const gelezen = pipeline.read(bytes_of(text));
    auto const antwoord = pipeline.decide(tx, gelezen, moment, "cli", false);
    REQUIRE(antwoord);
    CHECK(antwoord->niveau1);
    CHECK(antwoord->uitkomst == model::Uitkomst::afgekeurd);
    CHECK_FALSE(antwoord->retour_soort);
    CHECK(tx.facts_asked == 0);
    CHECK(tx.saved == 1);
    CHECK(tx.booked == 0);
    CHECK(tx.last.bericht == nullptr);
    CHECK(tx.last.retour_xml.empty());
    CHECK_FALSE(boost::json::parse(antwoord->besluit_json).at("bevindingen").as_array().empty());
}

TEST_CASE("a message refused at level 1 still says what it claims to be") {
    gateway::Pipeline const pipeline(schemas());
    auto text = xsd::write(*schemas(), bouw::toewijzing());
    auto const at = text.find("414");
    REQUIRE(at != std::string::npos);
    text.replace(at, 3, "999");
    auto const gelezen = pipeline.read(bytes_of(text));
    REQUIRE_FALSE(gelezen.inhoud);
    CHECK(gelezen.soort == model::BerichtSoort{model::Domein::wmo, 301});
}

TEST_CASE("a toewijzing is decided, answered, saved and booked in one go") {
    gateway::Pipeline pipeline(schemas());
    FakeTransaction tx;
    auto const text = xsd::write(*schemas(), bouw::toewijzing());
    auto const gelezen = pipeline.read(bytes_of(text));
    REQUIRE(gelezen.inhoud);
    CHECK(gelezen.sha256.size() == 64);
    auto const antwoord = pipeline.decide(tx, gelezen, moment, "cli", false);
    REQUIRE(antwoord);
    CHECK(antwoord->id == 7);
    CHECK(antwoord->uitkomst == model::Uitkomst::goedgekeurd);
    CHECK(antwoord->retour_soort == model::BerichtSoort{model::Domein::wmo, 302});
    CHECK(antwoord->retour_xml.find(">KP0000000007<") != std::string::npos);
    CHECK(antwoord->retour_xml.find(">2026-05-10<") != std::string::npos);
    CHECK(xsd::validate(*schemas(), bytes_of(antwoord->retour_xml)).empty());
    CHECK(tx.saved == 1);
    CHECK(tx.booked == 1);
    CHECK(tx.last.retour_xml == antwoord->retour_xml);
    CHECK(tx.last.besluit_json == antwoord->besluit_json);
    CHECK(tx.last.contract_hash.empty());
    CHECK(boost::json::parse(antwoord->besluit_json).at("contract").is_null());

    FakeTransaction again;
    auto const second = pipeline.decide(again, gelezen, moment, "cli", false);
    REQUIRE(second);
    CHECK(second->besluit_json == antwoord->besluit_json);
    CHECK(second->retour_xml == antwoord->retour_xml);
}

TEST_CASE("the same bytes get the stored answer and no second decision") {
    gateway::Pipeline pipeline(schemas());
    FakeTransaction tx;
    tx.same.emplace();
    tx.same->id = 3;
    tx.same->identificatie = "T1";
    tx.same->uitkomst = model::Uitkomst::afgekeurd;
    tx.same->besluit_json = R"({"id":3})";
    auto const text = xsd::write(*schemas(), bouw::toewijzing());
    auto const antwoord = pipeline.decide(tx, pipeline.read(bytes_of(text)), moment, "cli", false);
    REQUIRE(antwoord);
    CHECK(antwoord->herhaald);
    CHECK_FALSE(antwoord->niveau1);
    CHECK(antwoord->id == 3);
    CHECK(antwoord->besluit_json == R"({"id":3})");
    CHECK(tx.saved == 0);
    CHECK(tx.booked == 0);
}

TEST_CASE("a proef decides the same and keeps nothing") {
    gateway::Pipeline pipeline(schemas());
    FakeTransaction tx;
    auto const text = xsd::write(*schemas(), bouw::toewijzing());
    auto const antwoord = pipeline.decide(tx, pipeline.read(bytes_of(text)), moment, "http", true);
    REQUIRE(antwoord);
    CHECK(antwoord->id == 0);
    CHECK(antwoord->uitkomst == model::Uitkomst::goedgekeurd);
    CHECK_FALSE(antwoord->retour_xml.empty());
    CHECK(tx.abandoned);
    CHECK(tx.saved == 0);
    CHECK(tx.booked == 0);
}

TEST_CASE("what the store cannot tell is not decided") {
    gateway::Pipeline pipeline(schemas());
    FakeTransaction tx;
    tx.facts_error = model::Error{model::ErrorCode::store_io, "schijf"};
    auto const text = xsd::write(*schemas(), bouw::toewijzing());
    auto const antwoord = pipeline.decide(tx, pipeline.read(bytes_of(text)), moment, "cli", false);
    REQUIRE_FALSE(antwoord);
    CHECK(antwoord.error().code == model::ErrorCode::store_io);
    CHECK(tx.saved == 0);
}

TEST_CASE("the active bundle stands in the decision; one that does not load decides nothing") {
    gateway::Pipeline pipeline(schemas());
    auto const files = rules::contract::read_directory("tests/scenarios/_bundels/basis").value();
    auto const contract = rules::contract::load(files);
    REQUIRE(contract);
    auto const text = xsd::write(*schemas(), bouw::toewijzing());

    FakeTransaction tx;
    tx.active = gateway::stored_form(*contract, files, 0);
    CHECK(tx.active->gemeenten == std::vector<std::string>{"0363", "0384"});
    auto const antwoord = pipeline.decide(tx, pipeline.read(bytes_of(text)), moment, "cli", false);
    REQUIRE(antwoord);
    CHECK(tx.last.contract_label == "basis@1");
    CHECK(tx.last.contract_hash == rules::contract::hash(files));
    CHECK(boost::json::parse(antwoord->besluit_json).at("contract").at("versie") == "1");

    FakeTransaction broken;
    broken.active = tx.active;
    broken.active->hash = "another";
    broken.active->bestanden = {{"bundel.toml", "kapot"}};
    auto const refused = pipeline.decide(broken, pipeline.read(bytes_of(text)), moment, "cli", false);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == model::ErrorCode::bad_bundle);
    CHECK(broken.saved == 0);
}

TEST_CASE("a retour that comes back is matched to its heenbericht, recorded and never answered (N15)") {
    gateway::Pipeline pipeline(schemas());
    for (auto const& heen : {bouw::toewijzing(), bouw::start(), bouw::stop(), bouw::verzoek_toewijzing(), bouw::verzoek_wijziging(),
                             bouw::antwoord_verzoek()}) {
        auto const retour = rules::retour(heen, model::Verdict{}, {"R1", bouw::dag("2026-05-09"), {"1.0.0", "1.0.0"}});
        REQUIRE(retour);
        CAPTURE(model::to_string(retour->soort));
        auto const text = xsd::write(*schemas(), *retour);
        auto const uitkomst = [&](std::optional<model::HeenFact> heenbericht) {
            FakeTransaction tx;
            tx.known.heenbericht = heenbericht;
            auto const antwoord = pipeline.decide(tx, pipeline.read(bytes_of(text)), moment, "cli", false);
            REQUIRE(antwoord);
            CHECK_FALSE(antwoord->niveau1);
            CHECK_FALSE(antwoord->retour_soort);
            CHECK(antwoord->retour_xml.empty());
            CHECK(tx.saved == 1);
            return antwoord->uitkomst;
        };
        CHECK(uitkomst(model::HeenFact{3, false}) == model::Uitkomst::goedgekeurd);
        CHECK(uitkomst(model::HeenFact{3, true}) == model::Uitkomst::afgekeurd);
        CHECK(uitkomst(std::nullopt) == model::Uitkomst::afgekeurd);
    }
}

TEST_CASE("every heenbericht of both domains gets the answer of its kind, with the header it came with (process.md 1, IV028)") {
    gateway::Pipeline pipeline(schemas());
    for (auto const domein : {model::Domein::wmo, model::Domein::jw}) {
        for (auto heen : {bouw::toewijzing({bouw::product()}, domein), bouw::start({bouw::start_product()}, domein),
                          bouw::stop({bouw::stop_product()}, domein), bouw::verzoek_toewijzing({bouw::aangevraagd()}, domein),
                          bouw::verzoek_wijziging({bouw::te_wijzigen()}, {}, {}, domein), bouw::antwoord_verzoek("V1", "2", {}, domein)}) {
            if (domein == model::Domein::jw) bouw::naar_jw(heen);
            CAPTURE(model::to_string(heen.soort));
            auto const text = xsd::write(*schemas(), heen);
            auto const gelezen = pipeline.read(bytes_of(text));
            REQUIRE(gelezen.inhoud);
            FakeTransaction tx;
            auto const antwoord = pipeline.decide(tx, gelezen, moment, "cli", false);
            REQUIRE(antwoord);
            CHECK(antwoord->soort == heen.soort);
            CHECK(antwoord->retour_soort == model::antwoord_op(heen.soort));
            auto const retour = xsd::read(*schemas(), bytes_of(antwoord->retour_xml));
            REQUIRE(retour);
            CHECK(retour->soort == model::antwoord_op(heen.soort));
            CHECK(model::header(*retour).afzender == model::header(heen).afzender);
            CHECK(model::header(*retour).ontvanger == model::header(heen).ontvanger);
            CHECK(retour->identificatie_sleutel == heen.identificatie_sleutel);
            CHECK(tx.saved == 1);
            CHECK(tx.booked == 1);
        }
    }
}
