#include "gateway/replay/whatif.hpp"

#include "gateway/werk.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace gateway::replay {

namespace json = boost::json;

namespace {

/// A finding of a decision record, as far as it matters here.
struct Vondst {
    Reden reden;
    std::string plaats;
    std::string klasse;
    std::string gevolg;

    [[nodiscard]] std::string tekst() const { return fmt::format("{} ({}) bij {}", reden.regel, gevolg, plaats); }
};

/// A decision as far as it matters here.
struct Stand {
    model::Uitkomst uitkomst = model::Uitkomst::goedgekeurd;
    std::vector<Vondst> vondsten;
    std::optional<std::int64_t> toegekend; ///< cents, as the record says it
};

struct Regel {
    std::int64_t toewijzing = 0;
    std::string referentie;
    std::string categorie;
    std::string code;
    std::int64_t centen = 0;
    std::uint32_t client = 0;
    std::uint32_t prestatie = 0;
};

/// A message with both decisions on it; kept until both are final when one of them waits for people.
struct Zaak {
    store::BerichtId id = 0;
    model::BerichtSoort soort;
    std::string identificatie;
    std::string gemeente;
    std::string aanbieder;
    std::vector<Regel> regels; ///< of a 323
    Stand toen;
    std::optional<Stand> nu; ///< nullopt: the message would not be made
};

std::string tekst_van(json::value const& v) { return v.is_string() ? std::string(std::string_view(v.as_string())) : std::string(); }

Stand stand_van(model::Uitkomst uitkomst, std::string const& besluit_json) {
    Stand uit{uitkomst, {}, std::nullopt};
    auto const besluit = json::parse(besluit_json);
    auto const& o = besluit.as_object();
    if (auto const* totaal = o.if_contains("totaal"); totaal != nullptr && totaal->is_object())
        uit.toegekend = totaal->at("toegekend").to_number<std::int64_t>();
    for (auto const& v : o.at("bevindingen").as_array()) {
        auto const& bron = v.at("bron").as_object();
        auto clausule = tekst_van(bron.at("verwijzing"));
        if (auto const bundel = tekst_van(bron.at("bundel")); !bundel.empty()) clausule += fmt::format(" ({})", bundel);
        uit.vondsten.push_back({{tekst_van(v.at("regel")), std::move(clausule)},
                                tekst_van(v.at("plaats")),
                                tekst_van(v.at("klasse")),
                                tekst_van(v.at("gevolg"))});
    }
    return uit;
}

/// How each line stands after a decision, and what made it so.
class Regelstanden {
public:
    explicit Regelstanden(Stand const& stand) : stand_(stand) {
        for (auto const& v : stand.vondsten) {
            bool const af = v.gevolg == "afkeuren";
            if (!af && v.gevolg != "aanhouden") continue;
            if (af && eerste_af_ == nullptr) eerste_af_ = &v;
            if (auto const nummer = regelnummer(v.plaats)) (af ? af_ : wacht_).try_emplace({nummer->client, nummer->prestatie}, &v);
            else if (auto const client = clientnummer(v)) (af ? client_af_ : client_wacht_).try_emplace(*client, &v);
            else (af ? geheel_af_ : geheel_wacht_) = &v;
        }
    }

    [[nodiscard]] std::pair<Regelstand, Vondst const*> van(Regel const& regel) const {
        auto const at = std::pair(regel.client, regel.prestatie);
        auto const zoek = [](auto const& in, auto const& key) -> Vondst const* {
            auto const found = in.find(key);
            return found == in.end() ? nullptr : found->second;
        };
        Vondst const* af = geheel_af_;
        if (af == nullptr) af = zoek(client_af_, regel.client);
        if (af == nullptr) af = zoek(af_, at);
        if (stand_.uitkomst == model::Uitkomst::aangehouden) {
            // One 325 per 323: while one line waits for a person, all of it waits.
            Vondst const* wacht = zoek(wacht_, at);
            if (wacht == nullptr) wacht = zoek(client_wacht_, regel.client);
            if (wacht == nullptr) wacht = geheel_wacht_;
            if (wacht == nullptr && !wacht_.empty()) wacht = wacht_.begin()->second;
            return {Regelstand::wacht, wacht};
        }
        // A fault within the message rejects all of it, wherever it stands.
        if (stand_.uitkomst == model::Uitkomst::afgekeurd) return {Regelstand::fout, af == nullptr ? eerste_af_ : af};
        return {af == nullptr ? Regelstand::goed : Regelstand::fout, af};
    }

private:
    static std::optional<std::uint32_t> clientnummer(Vondst const& v) {
        if (v.klasse != "Client") return std::nullopt;
        // As a prestatie of that client would be called.
        auto const nummer = regelnummer(v.plaats + "/Prestaties/Prestatie[1]");
        return nummer ? std::optional(nummer->client) : std::nullopt;
    }

    Stand const& stand_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Vondst const*> af_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Vondst const*> wacht_;
    std::map<std::uint32_t, Vondst const*> client_af_;
    std::map<std::uint32_t, Vondst const*> client_wacht_;
    Vondst const* geheel_af_ = nullptr;
    Vondst const* geheel_wacht_ = nullptr;
    Vondst const* eerste_af_ = nullptr;
};

class Teller final : public Vergelijker {
public:
    Teller(model::Period periode, WatAlsGrenzen const& grenzen, WatAls& uit) : periode_(periode), grenzen_(grenzen), uit_(uit) {}

    void besluit(Herbesloten const& b) override {
        if (b.ontvangen == nullptr) {
            later(b);
            return;
        }
        if (!telt_mee(b)) return;
        if (b.toen->vandaag < periode_.begin || b.toen->vandaag > periode_.einde) return;
        if (b.gelezen == nullptr || !b.gelezen->inhoud) return;
        ++uit_.berichten;
        auto const& bericht = *b.gelezen->inhoud;
        using model::Uitkomst;
        bool const zonder = b.nu != nullptr && zonder_bevindingen(b.toen->besluit_json) && zonder_bevindingen(b.nu->besluit_json);
        if (zonder && b.toen->uitkomst == Uitkomst::goedgekeurd && b.nu->uitkomst == Uitkomst::goedgekeurd) {
            tel_goed(bericht);
            return;
        }
        auto zaak = zaak_van(b.id, bericht);
        zaak.toen = stand_van(b.toen->uitkomst, b.toen->besluit_json);
        if (b.nu != nullptr) zaak.nu = stand_van(b.nu->uitkomst, b.nu->besluit_json);
        bool const wacht = zaak.toen.uitkomst == Uitkomst::aangehouden || (zaak.nu && zaak.nu->uitkomst == Uitkomst::aangehouden);
        if (wacht) wachtend_.insert_or_assign(b.id, std::move(zaak));
        else sluit(zaak);
    }

    void mens(store::MensBeslist const& mens, std::string_view waarom) override {
        if (mens.besluit.vandaag < periode_.begin || mens.besluit.vandaag > periode_.einde || !telt_mee(mens.bericht)) return;
        ++uit_.aantal_mensgevallen;
        if (uit_.mensgevallen.size() < grenzen_.gevallen)
            uit_.mensgevallen.push_back({mens.bericht, mens.besluit.besluit, mens.besluit.vandaag, std::string(waarom)});
    }

    void klaar() {
        for (auto const& [id, zaak] : wachtend_) sluit(zaak);
        wachtend_.clear();
        if (ongerijmd_ > 0)
            uit_.verloop.opmerkingen.push_back(
                fmt::format("Van {} besluiten komt de som van de toegekende regels niet uit op het totaal in het besluit.", ongerijmd_));
    }

private:
    /// Notes whether a message is of a gemeente that counts; what people decide names only its number.
    bool telt_mee(Herbesloten const& b) {
        if (grenzen_.gemeenten.empty()) return true;
        if (b.gelezen == nullptr || !b.gelezen->inhoud || !grenzen_.gemeenten.contains(model::gemeente(*b.gelezen->inhoud))) return false;
        auto const at = static_cast<std::size_t>(b.id);
        if (at >= eigen_.size()) eigen_.resize(at + 1);
        eigen_[at] = true;
        return true;
    }
    [[nodiscard]] bool telt_mee(store::BerichtId id) const {
        auto const at = static_cast<std::size_t>(id);
        return grenzen_.gemeenten.empty() || (at < eigen_.size() && eigen_[at]);
    }

    static bool zonder_bevindingen(std::string_view besluit) { return besluit.ends_with(R"("bevindingen":[]})"); }

    static Zaak zaak_van(store::BerichtId id, model::Message const& bericht) {
        Zaak zaak{id,
                  bericht.soort,
                  model::header(bericht).bericht_identificatie.identificatie,
                  model::gemeente(bericht),
                  model::aanbieder(bericht),
                  {},
                  {},
                  std::nullopt};
        auto const* declaratie = std::get_if<model::Bericht323>(&bericht.inhoud);
        if (declaratie == nullptr) return zaak;
        std::uint32_t c = 0;
        for (auto const& client : declaratie->declaratie.clienten) {
            std::uint32_t p = 0;
            for (auto const& prestatie : client.prestaties)
                zaak.regels.push_back({prestatie.toewijzing_nummer.value, prestatie.product_referentie.referentie_nummer,
                                       std::string(prestatie.product_categorie.view()), prestatie.product_code,
                                       prestatie.ingediend_bedrag.signed_amount().cents, c, p++});
            ++c;
        }
        return zaak;
    }

    void later(Herbesloten const& b) {
        auto const at = wachtend_.find(b.id);
        if (at == wachtend_.end()) return;
        if (b.toen != nullptr) at->second.toen = stand_van(b.toen->uitkomst, b.toen->besluit_json);
        if (b.nu != nullptr) at->second.nu = stand_van(b.nu->uitkomst, b.nu->besluit_json);
    }

    /// The most common case by far, without a look at the records.
    void tel_goed(model::Message const& bericht) {
        auto const* declaratie = std::get_if<model::Bericht323>(&bericht.inhoud);
        if (declaratie == nullptr) return;
        for (auto const& client : declaratie->declaratie.clienten)
            for (auto const& prestatie : client.prestaties) {
                auto const cents = prestatie.ingediend_bedrag.signed_amount().cents;
                tel(product(bericht, prestatie.product_categorie.view(), prestatie.product_code),
                    {.regels = 1, .centen_toen = cents, .centen_nu = cents});
            }
    }

    Telling& product(model::Message const& bericht, std::string_view categorie, std::string_view code) {
        return product(model::gemeente(bericht), model::aanbieder(bericht), categorie, code);
    }

    Telling& product(std::string const& gemeente, std::string const& aanbieder, std::string_view categorie, std::string_view code) {
        // Lines of one kind stand together.
        if (laatste_ != nullptr && std::tie(laatste_->first.gemeente, laatste_->first.aanbieder, laatste_->first.categorie,
                                            laatste_->first.code) == std::tie(gemeente, aanbieder, categorie, code))
            return laatste_->second;
        laatste_ = &*uit_.producten.try_emplace({gemeente, aanbieder, std::string(categorie), std::string(code)}).first;
        return laatste_->second;
    }

    void tel(Telling& waar, Telling const& wat) {
        waar += wat;
        uit_.totaal += wat;
    }

    void sluit(Zaak const& zaak) {
        if (zaak.soort.nummer == 323) vergelijk_regels(zaak);
        vergelijk_bericht(zaak);
    }

    void vergelijk_regels(Zaak const& zaak) {
        static Stand const nooit{model::Uitkomst::afgekeurd, {}, std::nullopt};
        Regelstanden const toen(zaak.toen);
        Regelstanden const nu(zaak.nu ? *zaak.nu : nooit);
        std::int64_t som_toen = 0;
        std::int64_t som_nu = 0;
        for (auto const& regel : zaak.regels) {
            auto const [stand_toen, waarom_toen] = toen.van(regel);
            auto const [stand_nu, waarom_nu] = nu.van(regel);
            Telling t{.regels = 1};
            if (stand_toen == Regelstand::goed) t.centen_toen = regel.centen;
            if (stand_nu == Regelstand::goed) t.centen_nu = regel.centen;
            som_toen += t.centen_toen;
            som_nu += t.centen_nu;
            if (stand_toen != stand_nu) {
                bool const van_goed = stand_toen == Regelstand::goed;
                if (van_goed && stand_nu == Regelstand::fout) t.goed_fout = 1;
                else if (stand_nu == Regelstand::goed && stand_toen == Regelstand::fout) t.fout_goed = 1;
                else if (van_goed) t.goed_wacht = 1;
                else t.anders = 1;
                bool const erbij = stand_nu != Regelstand::goed;
                meld(zaak, regel, stand_toen, stand_nu, erbij, erbij ? waarom_nu : waarom_toen, t);
            }
            tel(product(zaak.gemeente, zaak.aanbieder, regel.categorie, regel.code), t);
        }
        auto const rijmt = [](Stand const& stand, std::int64_t som) {
            return stand.uitkomst == model::Uitkomst::aangehouden || !stand.toegekend || *stand.toegekend == som;
        };
        if (!rijmt(zaak.toen, som_toen)) ++ongerijmd_;
        if (zaak.nu && !rijmt(*zaak.nu, som_nu)) ++ongerijmd_;
    }

    void meld(Zaak const& zaak, Regel const& regel, Regelstand toen, Regelstand nu, bool erbij, Vondst const* waarom, Telling const& t) {
        auto const reden = waarom == nullptr ? Reden{"", "het hele bericht"} : waarom->reden;
        auto& telling = uit_.redenen[{erbij, reden}];
        ++telling.regels;
        telling.centen += t.verschil();
        ++uit_.aantal_regelgevallen;
        if (uit_.regelgevallen.size() >= grenzen_.gevallen) return;
        uit_.regelgevallen.push_back({zaak.id, model::to_string(zaak.soort), zaak.identificatie, zaak.gemeente, zaak.aanbieder,
                                      regel.referentie, regel.toewijzing, regel.categorie, regel.code, model::Money{regel.centen}, toen, nu,
                                      reden});
    }

    void vergelijk_bericht(Zaak const& zaak) {
        auto const sleutels = [](Stand const& stand) {
            std::multiset<std::string> uit;
            for (auto const& v : stand.vondsten) uit.insert(v.tekst());
            return uit;
        };
        Berichtgeval geval{zaak.id,
                           model::to_string(zaak.soort),
                           zaak.identificatie,
                           zaak.gemeente,
                           zaak.aanbieder,
                           std::string(model::name(zaak.toen.uitkomst)),
                           zaak.nu ? std::string(model::name(zaak.nu->uitkomst)) : "niet meer gemaakt",
                           {},
                           {}};
        // What its findings do to a declaratie is told line by line.
        if (zaak.soort.nummer != 323) {
            auto const toen = sleutels(zaak.toen);
            auto const nu = zaak.nu ? sleutels(*zaak.nu) : std::multiset<std::string>();
            std::ranges::set_difference(nu, toen, std::back_inserter(geval.erbij));
            std::ranges::set_difference(toen, nu, std::back_inserter(geval.weg));
        }
        if (geval.toen == geval.nu && geval.erbij.empty() && geval.weg.empty()) return;
        ++uit_.aantal_berichtgevallen;
        if (uit_.berichtgevallen.size() < grenzen_.gevallen) uit_.berichtgevallen.push_back(std::move(geval));
    }

    model::Period periode_;
    WatAlsGrenzen const& grenzen_;
    std::vector<bool> eigen_; ///< by the number of a message
    WatAls& uit_;
    std::map<store::BerichtId, Zaak> wachtend_;
    std::pair<Product const, Telling>* laatste_ = nullptr;
    std::int64_t ongerijmd_ = 0;
};

} // namespace

std::string_view name(Regelstand stand) {
    switch (stand) {
    case Regelstand::goed: return "goed";
    case Regelstand::fout: return "fout";
    case Regelstand::wacht: return "wacht";
    }
    return {};
}

Telling& Telling::operator+=(Telling const& t) {
    regels += t.regels;
    goed_fout += t.goed_fout;
    fout_goed += t.fout_goed;
    goed_wacht += t.goed_wacht;
    anders += t.anders;
    centen_toen += t.centen_toen;
    centen_nu += t.centen_nu;
    return *this;
}

model::Result<WatAls> wat_als(store::Reader& bron, Herhaalopdracht const& opdracht, model::Period periode, WatAlsGrenzen const& grenzen) {
    WatAls uit;
    uit.periode = periode;
    uit.bundel = fmt::format("{}@{}", opdracht.anders->bundel.naam, opdracht.anders->bundel.versie);
    uit.hash = opdracht.anders->bundel.hash;
    Teller teller(periode, grenzen, uit);
    auto verloop = herhaal(bron, opdracht, teller);
    if (!verloop) return std::unexpected(verloop.error());
    uit.verloop = std::move(*verloop);
    teller.klaar();
    return uit;
}

} // namespace gateway::replay
