#include "gateway/audit/dossier.hpp"

#include "gateway/audit/bewijs.hpp"
#include "gateway/audit/uittreksel.hpp"
#include "gateway/besluit_json.hpp"
#include "gateway/budget_json.hpp"
#include "gateway/keten_json.hpp"
#include "gateway/pipeline.hpp"
#include "gateway/uit_json.hpp"
#include "store/logboek.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace gateway::audit {

namespace json = boost::json;

namespace {

constexpr std::int64_t page = 1000; ///< lines of the ledger read at once

std::span<std::byte const> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }
std::string_view text_of(std::span<std::byte const> bytes) { return {reinterpret_cast<char const*>(bytes.data()), bytes.size()}; }
std::string lines(json::value const& value) { return json::serialize(value) + "\n"; }

/// Everything the store has of a message, and what it says.
struct Stuk {
    std::vector<store::LogRij> rijen; ///< in order of their leaves
    std::optional<model::Message> bericht;
};

class Maker {
public:
    Maker(store::Reader& reader, std::shared_ptr<xsd::SchemaSet const> schemas, DossierVraag const& vraag)
        : reader_(reader), log_(reader.logboek()), pipeline_(std::move(schemas)), vraag_(vraag) {}

    model::Result<Bestanden> maak();

private:
    model::Result<void> lees(std::int64_t id);
    /// Whose toewijzing it is: an approved message says so before another.
    void zoek_client(store::Keten const& keten);
    /// Whether all of a message may be shown.
    [[nodiscard]] bool geheel(Stuk const& stuk) const;
    model::Result<void> voeg_toe(std::int64_t id, Stuk const& stuk);
    void inhoud(DossierBericht& uit, Stuk const& stuk, store::LogRij const& rij, std::size_t nummer);
    model::Result<void> bewijs(DossierBericht& uit, std::uint64_t index, bool met_nonce, std::size_t nummer);
    /// Takes what is about others out of the chain.
    void zuiver(json::object& keten) const;
    model::Result<json::array> boekingen(json::object const& keten);
    model::Result<json::array> afleveringen();
    model::Result<void> bundels();
    void bestand(DossierBericht& uit, std::string const& naam, std::string bytes) {
        uit.bestanden.push_back(naam);
        bestanden_.emplace_back(uit.map + "/" + naam, std::move(bytes));
    }

    store::Reader& reader_;
    store::Logboek& log_;
    Pipeline pipeline_;
    DossierVraag const& vraag_;
    std::optional<store::Controlepunt> punt_;
    std::map<std::int64_t, Stuk> stukken_;
    std::string bsn_; ///< empty: nobody, as nothing names the toewijzing
    std::vector<DossierBericht> berichten_;
    Bestanden bestanden_;
};

model::Result<void> Maker::lees(std::int64_t id) {
    auto& stuk = stukken_[id];
    auto const done = log_.rijen(id, id, [&stuk](store::LogRij const& rij) -> model::Result<void> {
        stuk.rijen.push_back(rij);
        return {};
    });
    if (!done) return done;
    std::ranges::sort(stuk.rijen, {}, &store::LogRij::index);
    if (stuk.rijen.empty() || !stuk.rijen.front().origineel) return {};
    auto gelezen = pipeline_.read(bytes_of(*stuk.rijen.front().origineel));
    if (gelezen.inhoud) stuk.bericht = std::move(*gelezen.inhoud);
    return {};
}

void Maker::zoek_client(store::Keten const& keten) {
    for (bool const goedgekeurd : {true, false})
        for (auto const& stap : keten.stappen) {
            auto const& bericht = stukken_.at(stap.id).bericht;
            bool const zegt_het = goedgekeurd ? !stap.versies.empty() : true;
            if (!bericht || !zegt_het || !bsn_.empty()) continue;
            if (auto const client = client_van(*bericht, vraag_.keten.nummer)) bsn_ = *client;
        }
}

bool Maker::geheel(Stuk const& stuk) const {
    if (!stuk.bericht) return false;
    auto const all = clienten(*stuk.bericht);
    return std::ranges::all_of(all, [this](std::string const& bsn) { return bsn == bsn_; });
}

model::Result<void> Maker::bewijs(DossierBericht& uit, std::uint64_t index, bool met_nonce, std::size_t nummer) {
    if (index >= punt_->grootte)
        return std::unexpected(model::Error{
            model::ErrorCode::wrong_use,
            fmt::format(
                "Bericht {} staat nog niet onder een controlepunt; maak er een met `ketenpoort audit checkpoint` en probeer het opnieuw.",
                uit.id)});
    auto const regels = log_.regels(index, 1);
    if (!regels) return std::unexpected(regels.error());
    if (regels->empty() || regels->front().index != index)
        return std::unexpected(model::Error{model::ErrorCode::store_corrupt, "het auditlog mist een regel; zet een reservekopie terug"});
    auto const& regel = regels->front();
    auto const pad = opname_json(log_, index, punt_->grootte);
    if (!pad) return std::unexpected(pad.error());
    bestand(uit, fmt::format("regel-{}.bin", nummer), std::string(text_of(regel.entry)));
    bestand(uit, fmt::format("bewijs-{}.json", nummer), lines(*pad));
    // With the key of a commitment a guess at what is behind it can be tried: it goes only where all of that is shown anyway.
    if (met_nonce && regel.nonce) bestand(uit, fmt::format("nonce-{}.hex", nummer), store::audit::hex(*regel.nonce) + "\n");
    uit.bladen.push_back(index);
    return {};
}

void Maker::inhoud(DossierBericht& uit, Stuk const& stuk, store::LogRij const& rij, std::size_t nummer) {
    bool const werk = rij.tabel == store::LogTabel::werkbesluit;
    if (uit.geheel) {
        if (rij.origineel) bestand(uit, "origineel.xml", *rij.origineel);
        bestand(uit, fmt::format("besluit-{}.{}", nummer, werk ? "txt" : "json"), rij.besluit);
        if (rij.retour) bestand(uit, fmt::format("antwoord-{}.xml", nummer), *rij.retour);
        return;
    }
    if (!stuk.bericht) return;
    if (rij.origineel) bestand(uit, "uittreksel.json", lines(uittreksel(*stuk.bericht, bsn_)));
    // What a person wrote down may be about anybody in the message.
    if (werk) return;
    if (auto const besluit = besluit_uittreksel(rij.besluit, *stuk.bericht, bsn_))
        bestand(uit, fmt::format("besluit-{}-uittreksel.json", nummer), lines(*besluit));
    if (!rij.retour) return;
    auto const retour = pipeline_.read(bytes_of(*rij.retour));
    if (retour.inhoud) bestand(uit, fmt::format("antwoord-{}-uittreksel.json", nummer), lines(uittreksel(*retour.inhoud, bsn_)));
}

model::Result<void> Maker::voeg_toe(std::int64_t id, Stuk const& stuk) {
    DossierBericht uit{id, fmt::format("berichten/{:06}", id), geheel(stuk), {}, {}};
    for (std::size_t i = 0; i < stuk.rijen.size(); ++i) {
        inhoud(uit, stuk, stuk.rijen[i], i + 1);
        if (auto done = bewijs(uit, stuk.rijen[i].index, uit.geheel, i + 1); !done) return done;
    }
    berichten_.push_back(std::move(uit));
    return {};
}

void Maker::zuiver(json::object& keten) const {
    for (auto& value : keten.at("stappen").as_array()) {
        auto& stap = value.as_object();
        auto const& stuk = stukken_.at(stap.at("bericht").to_number<std::int64_t>());
        if (geheel(stuk)) continue;
        std::set<std::string, std::less<>> eigen;
        if (stuk.bericht) {
            auto const mijn = uittreksel(*stuk.bericht, bsn_);
            for (auto const& client : mijn.at("clienten").as_array())
                for (auto const& prestatie : client.at("prestaties").as_array()) eigen.emplace(prestatie.at("referentie").as_string());
        }
        json::array over;
        for (auto const& gebeurtenis : stap.at("gebeurtenissen").as_array()) {
            auto const& wat = gebeurtenis.at("wat").as_string();
            bool const prestatie = wat == "debet" || wat == "credit";
            if (!prestatie || eigen.contains(std::string_view(gebeurtenis.at("referentie").as_string()))) over.push_back(gebeurtenis);
        }
        stap["gebeurtenissen"] = std::move(over);
        stap["bevindingen"] = nullptr; // those about this client are in its decision record
    }
}

model::Result<json::array> Maker::boekingen(json::object const& keten) {
    json::array out;
    store::RekeningFilter filter;
    filter.gemeente = vraag_.keten.gemeente;
    filter.domein = vraag_.keten.domein;
    if (auto const* aanbieder = keten.at("aanbieder").if_string()) filter.aanbieder = std::string(*aanbieder);
    for (std::int64_t na = 0;;) {
        auto const gelezen = reader_.boekingen(filter, na, page);
        if (!gelezen) return std::unexpected(gelezen.error());
        if (gelezen->empty()) return out;
        na = gelezen->back().id;
        for (auto const& regel : *gelezen)
            if (regel.boeking.toewijzing == vraag_.keten.nummer) out.push_back(to_json(regel));
    }
}

model::Result<json::array> Maker::afleveringen() {
    json::array out;
    std::vector<std::int64_t> ids;
    for (auto const& [id, stuk] : stukken_) ids.push_back(id);
    auto const rijen = log_.afleveringen(ids);
    if (!rijen) return std::unexpected(rijen.error());
    for (auto const id : *rijen) {
        auto const uit = reader_.uit(id);
        if (!uit) return std::unexpected(uit.error());
        if (*uit) out.push_back(uit_json(**uit));
    }
    return out;
}

model::Result<void> Maker::bundels() {
    std::set<std::string, std::less<>> hashes;
    for (auto const& [id, stuk] : stukken_)
        for (auto const& rij : stuk.rijen)
            if (!rij.contract_hash.empty()) hashes.insert(rij.contract_hash);
    for (auto const& hash : hashes) {
        auto const bundel = reader_.bundel(hash);
        if (!bundel) return std::unexpected(bundel.error());
        if (!*bundel)
            return std::unexpected(
                model::Error{model::ErrorCode::not_found, fmt::format("De bundel {} waarop is besloten is er niet (meer).", hash)});
        for (auto const& [naam, bytes] : (*bundel)->bestanden) bestanden_.emplace_back(fmt::format("bundels/{}/{}", hash, naam), bytes);
    }
    return {};
}

model::Result<Bestanden> Maker::maak() {
    auto const& k = vraag_.keten;
    auto const keten = reader_.keten(k.gemeente, k.domein, k.nummer, std::nullopt);
    if (!keten) return std::unexpected(keten.error());
    if (!*keten) return std::unexpected(model::Error{model::ErrorCode::not_found, std::string(keten_onbekend(k))});
    auto punt = log_.controlepunt(INT64_MAX);
    if (!punt) return std::unexpected(punt.error());
    if (!*punt)
        return std::unexpected(
            model::Error{model::ErrorCode::wrong_use, "Er is nog geen controlepunt; maak er een met `ketenpoort audit checkpoint`."});
    punt_ = std::move(*punt);
    for (auto const& stap : (*keten)->stappen)
        if (!stukken_.contains(stap.id))
            if (auto done = lees(stap.id); !done) return std::unexpected(done.error());
    zoek_client(**keten);
    for (auto const& [id, stuk] : stukken_)
        if (auto done = voeg_toe(id, stuk); !done) return std::unexpected(done.error());

    auto verhaal = keten_json(reader_, k, pipeline_.kalender(), vraag_.vandaag);
    if (!verhaal) return std::unexpected(verhaal.error());
    zuiver(**verhaal);
    auto geboekt = boekingen(**verhaal);
    if (!geboekt) return std::unexpected(geboekt.error());
    auto verzonden = afleveringen();
    if (!verzonden) return std::unexpected(verzonden.error());
    if (auto done = bundels(); !done) return std::unexpected(done.error());
    json::object const geld{{"boekingen", *geboekt}, {"afleveringen", *verzonden}};

    Bestanden out;
    out.emplace_back("LEESMIJ.txt", dossier_leesmij(berichten_, *punt_));
    out.emplace_back("samenvatting.html", dossier_html(**verhaal, berichten_, geld, *punt_, utc_text(vraag_.moment_ms)));
    out.emplace_back("keten.json", lines(**verhaal));
    out.emplace_back("boekingen.json", lines(*geboekt));
    out.emplace_back("afleveringen.json", lines(*verzonden));
    out.emplace_back("controlepunt.txt", punt_->notitie);
    out.emplace_back("sleutel.pem", vraag_.openbare_sleutel);
    out.emplace_back("controleer.py", std::string(controleer_py()));
    std::ranges::move(bestanden_, std::back_inserter(out));
    return out;
}

} // namespace

model::Result<Bestanden> dossier(store::Reader& reader, std::shared_ptr<xsd::SchemaSet const> schemas, DossierVraag const& vraag) {
    return Maker(reader, std::move(schemas), vraag).maak();
}

} // namespace gateway::audit
