#include "gateway/pipeline.hpp"

#include "gateway/besluit_json.hpp"
#include "gateway/werk.hpp"
#include "rules/contract/grootboek.hpp"
#include "rules/contract/load.hpp"
#include "rules/contract/oordeel.hpp"
#include "rules/judge.hpp"
#include "rules/retour.hpp"
#include "xsd/model/sha256.hpp"
#include "xsd/model/termijn.hpp"
#include "xsd/read.hpp"
#include "xsd/recognise.hpp"
#include "xsd/write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <type_traits>
#include <variant>

namespace gateway {

namespace {

/// IdentificatieRetour, or the Identificatie of a 325: at most 12 positions (IV028), unique because ids are.
std::string own_identification(store::BerichtId id) { return fmt::format("KP{:010}", id); }

/// The day of the last Sunday of a month of 31 days.
model::Date last_sunday(std::int32_t year, std::int32_t month) {
    auto day = model::date(year, month, 31);
    while (!model::is_sunday(day)) day = day - 1;
    return day;
}

/// Our answer must pass the schema its receiver checks it with; when it does not, that is a fault of ours and nothing is stored.
model::Result<void> passes_schema(xsd::SchemaSet const& schemas, model::BerichtSoort soort, std::string const& xml) {
    auto const faults = xsd::validate(schemas, std::as_bytes(std::span(xml)));
    if (faults.empty()) return {};
    return std::unexpected(
        model::Error{model::ErrorCode::internal,
                     fmt::format("Het eigen antwoord {} voldoet niet aan het schema: {} bij {} ({} fouten)", model::to_string(soort),
                                 faults.front().bron.verwijzing, faults.front().xpath, faults.size())});
}

bool accepted(model::Uitkomst uitkomst) { return uitkomst == model::Uitkomst::goedgekeurd || uitkomst == model::Uitkomst::deels; }

/// Of 302, 306, 308, 316, 318, 320: the answer to a message with the number before it. A 325 is a message of its own.
bool is_retour(model::Message const& bericht) {
    return std::visit([]<class T>(T const&) { return std::is_base_of_v<model::RetourHeader, decltype(T::header)>; }, bericht.inhoud);
}

Antwoord repeated(store::BerichtRecord record) {
    Antwoord antwoord;
    antwoord.id = record.id;
    antwoord.soort = record.soort;
    antwoord.uitkomst = record.uitkomst;
    // A message refused at level 1 has no content, so no identification either.
    antwoord.niveau1 = record.identificatie.empty();
    antwoord.herhaald = true;
    antwoord.gewist_ms = record.gewist_ms;
    antwoord.besluit_json = std::move(record.besluit_json);
    // An answer that was erased is not sent again.
    if (!record.gewist_ms) antwoord.retour_soort = record.retour_soort;
    return antwoord;
}

} // namespace

std::string gewist_tekst(store::BerichtId id, std::int64_t gewist_ms) {
    return fmt::format("Bericht {} is ontvangen en behandeld; de inhoud is gewist op {}.", id, model::to_string(dutch_day(gewist_ms)));
}

model::Date dutch_day(std::int64_t utc_ms) {
    return {static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(std::chrono::milliseconds(dutch_local_ms(utc_ms))).count())};
}

std::int64_t dutch_local_ms(std::int64_t utc_ms) {
    constexpr std::int64_t hour_ms = 3'600'000;
    auto const day_of = [](std::int64_t ms) {
        return model::Date{static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(std::chrono::milliseconds(ms)).count())};
    };
    auto const switch_ms = [](model::Date sunday) { return sunday.days * 24 * hour_ms + hour_ms; };
    auto const year = model::civil(day_of(utc_ms)).year;
    bool const summer = utc_ms >= switch_ms(last_sunday(year, 3)) && utc_ms < switch_ms(last_sunday(year, 10));
    return utc_ms + (summer ? 2 : 1) * hour_ms;
}

Klok system_clock(std::optional<model::Date> vandaag) {
    return [vandaag] {
        auto const now = std::chrono::system_clock::now().time_since_epoch();
        auto const ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
        return Moment{ms, vandaag ? *vandaag : dutch_day(ms)};
    };
}

Pipeline::Pipeline(std::shared_ptr<xsd::SchemaSet const> schemas, model::Kalender kalender)
    : schemas_(std::move(schemas)), kalender_(std::move(kalender)) {}

Gelezen Pipeline::read(std::span<std::byte const> bytes) const { return gelezen(bytes, xsd::read(*schemas_, bytes)); }

Gelezen Pipeline::read_again(std::span<std::byte const> bytes) const { return gelezen(bytes, xsd::read_again(*schemas_, bytes)); }

Gelezen Pipeline::gelezen(std::span<std::byte const> bytes, std::expected<model::Message, model::Findings> inhoud) const {
    Gelezen gelezen{bytes, model::sha256_hex(bytes), std::move(inhoud), std::nullopt, nullptr, {}};
    if (gelezen.inhoud) {
        gelezen.soort = gelezen.inhoud->soort;
        gelezen.release = gelezen.inhoud->release;
        gelezen.binnen = rules::judge_within(*gelezen.inhoud);
    } else if (auto const herkend = xsd::recognise(*schemas_, bytes)) {
        gelezen.soort = herkend->soort;
        gelezen.release = herkend->release;
    }
    return gelezen;
}

model::Result<Antwoord> Pipeline::decide(store::Transaction& tx, Gelezen const& gelezen, Moment moment, std::string const& kanaal,
                                         bool proef, std::string_view oin) {
    auto antwoord = decide(tx, gelezen, moment, kanaal, proef ? Wijze::proef : Wijze::bewaren);
    if (!antwoord || proef || !antwoord->niveau1 || oin.empty()) return antwoord;
    if (auto const done = tx.onthoud_indiener(antwoord->id, oin); !done) return std::unexpected(done.error());
    return antwoord;
}

model::Result<Antwoord> Pipeline::decide_own(store::Transaction& tx, model::Message const& bericht, Moment moment,
                                             std::string const& kanaal) {
    auto const xml = xsd::write(*schemas_, bericht);
    auto const gelezen = read(std::as_bytes(std::span(xml)));
    return decide(tx, gelezen, moment, kanaal, Wijze::eigen);
}

model::Result<Pipeline::Oordeel> Pipeline::judge(store::Transaction& tx, Gelezen const& gelezen, Moment moment,
                                                 std::optional<std::vector<model::PersoonBesluit>> besluiten, bool antwoorden) {
    auto const& bericht = *gelezen.inhoud;
    Oordeel oordeel;
    auto loaded = tx.facts(bericht);
    if (!loaded) return std::unexpected(loaded.error());
    auto& feiten = oordeel.feiten = std::move(*loaded);
    feiten.test_bsn_weigeren = weiger_test_bsn_;
    auto bundle = contract(tx, model::gemeente(bericht));
    if (!bundle) return std::unexpected(bundle.error());
    feiten.contract = std::move(*bundle);
    if (feiten.contract) {
        auto vraag = rules::contract::vraag(bericht, feiten, *feiten.contract);
        rules::contract::vul_vraag(bericht, feiten, *feiten.contract, moment.vandaag, vraag);
        if (!vraag.leeg()) {
            auto answer = tx.contract_feiten(bericht, vraag);
            if (!answer) return std::unexpected(answer.error());
            feiten.contract_feiten = std::move(*answer);
        }
    }
    if (besluiten) {
        // Nobody saw what its sender takes back, so there is nothing to answer.
        if (std::ranges::any_of(*besluiten, [](auto const& b) { return b.soort == model::PersoonBesluit::Soort::intrekken; }))
            antwoorden = false;
        feiten.besluiten = std::move(*besluiten);
        // It was new when it was parked; the use that is known is its own.
        feiten.identificatie_gebruikt = false;
    }

    oordeel.verdict = rules::judge(bericht, gelezen.binnen, feiten, moment.vandaag);
    // What waits for a person is not answered yet.
    if (!antwoorden || oordeel.verdict.uitkomst == model::Uitkomst::aangehouden) return oordeel;
    // Its receiver answers for itself.
    oordeel.relay = accepted(oordeel.verdict.uitkomst) && relayed(bericht, moment.vandaag);
    if (!oordeel.relay) oordeel.retour_soort = model::antwoord_op(bericht.soort);
    return oordeel;
}

bool Pipeline::relayed(model::Message const& bericht, model::Date dag) const {
    return relay_ && !is_retour(bericht) && relay_(model::header(bericht).ontvanger, dag);
}

std::optional<model::Date> Pipeline::retour_voor(model::Message const& bericht, model::Date ontvangen) const {
    if (!model::antwoord_op(bericht.soort)) return std::nullopt;
    return bericht.soort.nummer == 323 ? model::termijn::declaratie_antwoord(ontvangen, kalender_)
                                       : model::termijn::retour(ontvangen, kalender_);
}

model::Result<std::optional<store::Doorzending>> Pipeline::doorzending(store::Transaction& tx, model::Message const& bericht,
                                                                       Oordeel const& oordeel, model::Date ontvangen) const {
    if (!accepted(oordeel.verdict.uitkomst)) return std::nullopt;
    auto const& header = model::header(bericht);
    if (!is_retour(bericht)) return store::Doorzending{header.ontvanger, oordeel.relay ? retour_voor(bericht, ontvangen) : std::nullopt};
    // Its header repeats that of the heenbericht, so it goes to the afzender (IV028); but one answer is enough, and that may be ours.
    if (!oordeel.feiten.heenbericht) return std::nullopt;
    auto const heen = tx.bericht(oordeel.feiten.heenbericht->bericht);
    if (!heen) return std::unexpected(heen.error());
    if (!*heen || (*heen)->retour_soort) return std::nullopt;
    return store::Doorzending{header.afzender, std::nullopt};
}

std::string const& Pipeline::schema_hash(Gelezen const& gelezen) const {
    // Nothing is known of the release: what was loaded is what refused it.
    return gelezen.release ? gelezen.release->hash : schemas_->hash();
}

model::Result<std::string> Pipeline::retour(model::Message const& bericht, Beslist const& beslist) const {
    auto const soort = *beslist.oordeel.retour_soort;
    auto const [basis, versie] = schemas_->versie(*bericht.release, soort);
    auto const antwoord =
        rules::retour(bericht, beslist.oordeel.verdict, {own_identification(beslist.id), beslist.moment.vandaag, {basis, versie}});
    auto xml = xsd::write(*schemas_, *antwoord);
    if (verstuurt_)
        if (auto const fit = passes_schema(*schemas_, soort, xml); !fit) return std::unexpected(fit.error());
    return xml;
}

model::Result<Antwoord> Pipeline::report(store::BerichtId gemeld, Gelezen const& gelezen, Beslist const& beslist) const {
    auto const& oordeel = beslist.oordeel;
    model::Message const* bericht = gelezen.inhoud ? &*gelezen.inhoud : nullptr;
    Antwoord antwoord;
    antwoord.id = gemeld;
    antwoord.soort = gelezen.soort;
    antwoord.uitkomst = oordeel.verdict.uitkomst;
    antwoord.niveau1 = bericht == nullptr;
    for (auto const& bevinding : oordeel.verdict.bevindingen) ++antwoord.regels[bevinding.regel];
    antwoord.retour_soort = oordeel.retour_soort;
    antwoord.besluit_json = besluit_json({.id = gemeld,
                                          .moment = beslist.moment,
                                          .soort = gelezen.soort,
                                          .bericht = bericht,
                                          .verdict = &oordeel.verdict,
                                          .contract = oordeel.feiten.contract.get(),
                                          .release = gelezen.release ? std::string_view(gelezen.release->versie) : std::string_view{},
                                          .schema_hash = schema_hash(gelezen),
                                          .retour_soort = oordeel.retour_soort});
    if (!oordeel.retour_soort) return antwoord;
    auto xml = retour(*bericht, beslist);
    if (!xml) return std::unexpected(xml.error());
    antwoord.retour_xml = std::move(*xml);
    return antwoord;
}

model::Result<Antwoord> Pipeline::verwoord(Gelezen const& gelezen, Beslist beslist) const {
    if (beslist.antwoord) return std::move(*beslist.antwoord);
    return report(beslist.id, gelezen, beslist);
}

model::Result<Antwoord> Pipeline::decide(store::Transaction& tx, Gelezen const& gelezen, Moment moment, std::string const& kanaal,
                                         Wijze wijze) {
    bool const proef = wijze == Wijze::proef;
    auto same = tx.find_same(gelezen.sha256);
    if (!same) return std::unexpected(same.error());
    if (*same) {
        if (proef) tx.abandon();
        return repeated(std::move(**same));
    }
    auto beslist = weeg(tx, gelezen, moment, wijze != Wijze::eigen);
    if (!beslist) return std::unexpected(beslist.error());
    if (proef) {
        tx.abandon();
        return report(0, gelezen, *beslist);
    }
    if (auto done = bewaar(tx, gelezen, kanaal, wijze == Wijze::eigen, *beslist); !done) return std::unexpected(done.error());
    return verwoord(gelezen, std::move(*beslist));
}

model::Result<Pipeline::Beslist> Pipeline::decide_only(store::Transaction& tx, Gelezen const& gelezen, Moment moment,
                                                       std::string const& kanaal) {
    auto beslist = weeg(tx, gelezen, moment, true);
    if (!beslist) return beslist;
    if (auto done = bewaar(tx, gelezen, kanaal, false, *beslist); !done) return std::unexpected(done.error());
    beslist->oordeel.feiten.toewijzingen.clear(); // they may be lent by the store, and stay no longer
    return beslist;
}

model::Result<Pipeline::Beslist> Pipeline::weeg(store::Transaction& tx, Gelezen const& gelezen, Moment moment, bool antwoorden) {
    auto const id = tx.next_id();
    if (!id) return std::unexpected(id.error());
    Beslist beslist{.id = *id, .moment = moment, .oordeel = {}};
    if (!gelezen.inhoud) {
        beslist.oordeel.verdict.uitkomst = model::Uitkomst::afgekeurd;
        beslist.oordeel.verdict.bevindingen = gelezen.inhoud.error();
        return beslist;
    }
    auto oordeel = judge(tx, gelezen, moment, std::nullopt, antwoorden);
    if (!oordeel) return std::unexpected(oordeel.error());
    beslist.oordeel = std::move(*oordeel);
    return beslist;
}

model::Result<void> Pipeline::bewaar(store::Transaction& tx, Gelezen const& gelezen, std::string const& kanaal, bool eigen,
                                     Beslist& beslist) {
    model::Message const* bericht = gelezen.inhoud ? &*gelezen.inhoud : nullptr;
    auto const& [feiten, verdict, relay, retour_soort] = beslist.oordeel;
    auto const& moment = beslist.moment;
    store::NieuwBericht nieuw;
    nieuw.ontvangst = {gelezen.bytes, gelezen.sha256, kanaal, moment.utc_ms, moment.vandaag};
    nieuw.soort = gelezen.soort;
    nieuw.bericht = bericht;
    nieuw.uitkomst = verdict.uitkomst;
    nieuw.eigen = eigen;
    nieuw.retour_soort = retour_soort;
    if (feiten.contract) {
        nieuw.contract_label = feiten.contract->label();
        nieuw.contract_hash = feiten.contract->hash;
    }
    nieuw.schema_hash = schema_hash(gelezen);
    nieuw.bevindingen = verdict.bevindingen;
    if (bericht != nullptr) {
        nieuw.retour_voor = retour_voor(*bericht, moment.vandaag);
        auto door = doorzending(tx, *bericht, beslist.oordeel, moment.vandaag);
        if (!door) return std::unexpected(door.error());
        nieuw.door = std::move(*door);
        if (eigen && nieuw.door) nieuw.door->antwoord_voor = nieuw.retour_voor;
    }
    if (tx.bewaart_tekst(nieuw)) {
        auto antwoord = report(beslist.id, gelezen, beslist);
        if (!antwoord) return std::unexpected(antwoord.error());
        beslist.antwoord = std::move(*antwoord);
        // Lent to the store and taken back: an answer can be as large as the message.
        nieuw.besluit_json = std::move(beslist.antwoord->besluit_json);
        nieuw.retour_xml = std::move(beslist.antwoord->retour_xml);
    }
    auto const saved = tx.save(nieuw);
    if (!saved) return std::unexpected(saved.error());
    if (*saved != beslist.id) throw std::logic_error("the store gave another id than it announced");
    if (bericht != nullptr) {
        auto done = tx.book(beslist.id, *bericht, verdict, feiten);
        if (done) done = tx.add_werk(beslist.id, *bericht, moment.vandaag, werk_van(*bericht, verdict, moment.vandaag, kalender_));
        if (!done) return done;
    }
    if (beslist.antwoord) {
        beslist.antwoord->besluit_json = std::move(nieuw.besluit_json);
        beslist.antwoord->retour_xml = std::move(nieuw.retour_xml);
    }
    return {};
}

model::Result<Antwoord> Pipeline::decide_again(store::Transaction& tx, store::BerichtRecord const& record,
                                               std::vector<model::PersoonBesluit> besluiten, Moment moment) {
    auto const bytes = tx.origineel(record.id);
    if (!bytes) return std::unexpected(bytes.error());
    auto const gelezen = read(std::as_bytes(std::span(bytes->value())));
    if (!gelezen.inhoud)
        return std::unexpected(model::Error{model::ErrorCode::internal, "een aangehouden bericht voldoet niet meer aan zijn schema"});
    auto const& bericht = *gelezen.inhoud;
    auto oordeel = judge(tx, gelezen, moment, std::move(besluiten), true);
    if (!oordeel) return std::unexpected(oordeel.error());
    Beslist const beslist{.id = record.id, .moment = moment, .oordeel = std::move(*oordeel)};
    auto antwoord = report(record.id, gelezen, beslist);
    if (!antwoord) return antwoord;
    auto const& [feiten, verdict, relay, retour_soort] = beslist.oordeel;

    store::NieuweAfdoening nieuw;
    nieuw.bericht = &bericht;
    nieuw.bevindingen = verdict.bevindingen;
    nieuw.moment_ms = moment.utc_ms;
    nieuw.vandaag = moment.vandaag;
    nieuw.uitkomst = verdict.uitkomst;
    nieuw.besluit_json = antwoord->besluit_json;
    nieuw.retour_soort = antwoord->retour_soort;
    nieuw.retour_xml = antwoord->retour_xml;
    if (feiten.contract) {
        nieuw.contract_label = feiten.contract->label();
        nieuw.contract_hash = feiten.contract->hash;
    }
    nieuw.schema_hash = schema_hash(gelezen);
    nieuw.retour_voor = retour_voor(bericht, record.vandaag);
    auto door = doorzending(tx, bericht, beslist.oordeel, record.vandaag);
    if (!door) return std::unexpected(door.error());
    nieuw.door = std::move(*door);
    auto done = tx.settle(record.id, nieuw);
    if (done && verdict.uitkomst != model::Uitkomst::aangehouden) {
        done = tx.book(record.id, bericht, verdict, feiten);
        if (done) done = tx.add_werk(record.id, bericht, record.vandaag, werk_van(bericht, verdict, record.vandaag, kalender_));
    }
    if (!done) return std::unexpected(done.error());
    return antwoord;
}

model::Result<std::shared_ptr<model::Contract const>> Pipeline::contract(store::Transaction& tx, std::string const& gemeente) {
    auto const hash = tx.active_bundle(gemeente);
    if (!hash) return std::unexpected(hash.error());
    if (!*hash) return nullptr;
    if (auto const known = contracten_.find(**hash); known != contracten_.end()) return known->second;

    auto const bundel = tx.bundle(**hash);
    if (!bundel) return std::unexpected(bundel.error());
    if (!*bundel)
        return std::unexpected(
            model::Error{model::ErrorCode::store_corrupt,
                         fmt::format("De actieve contractbundel {} van gemeente {} is niet opgeslagen.", **hash, gemeente)});
    auto loaded = rules::contract::load((*bundel)->bestanden);
    if (!loaded)
        return std::unexpected(
            model::Error{model::ErrorCode::bad_bundle, fmt::format("Contractbundel {}@{} laadt niet: {}", (*bundel)->naam,
                                                                   (*bundel)->versie, loaded.error().front().melding)});
    auto contract = std::make_shared<model::Contract const>(std::move(*loaded));
    contracten_.emplace(**hash, contract);
    return contract;
}

} // namespace gateway
