#include "rules/rapport/afrekening.hpp"
#include "rules/rapport/rekenen.hpp"
#include "rules/rapport/soorten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_set>

namespace rules::rapport {
namespace {

/// Approved turnover per aanbieder, or per product.
class Omzet final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        auto const gekozen = woord("omzet_per");
        if (!gekozen) return std::unexpected(gekozen.error());
        product_ = *gekozen == "product";
        vraag.prestaties = true;
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend) return;
        auto& post = posten_[product_ ? std::string(p.code.empty() ? p.categorie : p.code) : bericht.aanbieder];
        post.omzet += p.bedrag;
        post.clienten.insert(p.client);
        post.anderen.insert(product_ ? bericht.aanbieder : bericht.gemeente);
        bron(post.bronnen, bericht);
    }

    model::Result<void> vul(Rapport& rapport) override {
        auto const grens = getal("omzetgrens");
        if (!grens) return std::unexpected(grens.error());
        rapport.kolommen = {{"wie", product_ ? "Product" : "Aanbieder", product_ ? Eenheid::product : Eenheid::aanbieder},
                            {"omzet", "Omzet", Eenheid::centen},
                            {"marktaandeel", "Deel van de omzet", Eenheid::basispunten},
                            {"opgeteld", "Opgeteld", Eenheid::basispunten},
                            {"clienten", "Cliënten", Eenheid::aantal},
                            {"aantal", product_ ? "Aanbieders" : "Gemeenten", Eenheid::aantal}};
        std::vector<std::pair<std::string, Post const*>> volgorde;
        model::Money totaal;
        for (auto const& [wie, post] : posten_) {
            volgorde.emplace_back(wie, &post);
            totaal += post.omzet;
        }
        std::ranges::stable_sort(volgorde, std::greater(), [](auto const& v) { return v.second->omzet; });
        model::Money opgeteld;
        for (auto const& [wie, post] : volgorde) {
            opgeteld += post->omzet;
            rij(rapport,
                {wie, geld(post->omzet), aandeel(post->omzet.cents, totaal.cents), aandeel(opgeteld.cents, totaal.cents),
                 static_cast<std::int64_t>(post->clienten.size()), static_cast<std::int64_t>(post->anderen.size())},
                post->bronnen)
                .let_op = *grens > 0 && post->omzet.cents > *grens;
        }
        tel_op(rapport);
        rapport.totaal[4] = rapport.totaal[5] = Waarde();
        rapport.afronding =
            "Omzet is de som van toegekende prestaties min credits, exact; delen zijn elk een keer afgerond op 0,01 %, ook de opgetelde.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Omzet", "wie", {"omzet"}}};
        return {};
    }

    struct Post {
        model::Money omzet;
        std::unordered_set<std::uint64_t> clienten;
        std::set<std::string> anderen;
        Bronnen bronnen;
    };
    bool product_ = false;
    std::map<std::string, Post> posten_;
};

/// What each aanbieder owes to transformation.
class Transformatie final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        vraag.prestaties = true;
        if (auto const* klassen = invoer("aanbieders")) {
            for (auto const& regel : klassen->regels) {
                auto const& klasse = klassen->tekst(regel, "klasse");
                if (klasse != "groot" && klasse != "middelgroot" && klasse != "klein")
                    return std::unexpected(
                        model::Error{model::ErrorCode::wrong_use, fmt::format("{}: de klasse is groot, middelgroot of klein, niet {}.",
                                                                              klassen->plaats(regel), klasse)});
                klassen_[klassen->tekst(regel, "aanbieder")] = {klasse, klassen->plaats(regel)};
            }
        } else {
            waarschuw("Er is geen invoer aanbieders met grootteklassen: wie boven de drempel komt geldt als groot of middelgroot.");
        }
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend) return;
        auto& post = posten_[bericht.aanbieder];
        post.first += p.bedrag;
        bron(post.second, bericht);
    }

    model::Result<void> vul(Rapport& rapport) override {
        auto const bp = getal("transformatie_bp");
        if (!bp) return std::unexpected(bp.error());
        auto const drempel = getal("transformatie_drempel");
        if (!drempel) return std::unexpected(drempel.error());
        rapport.kolommen = {{"aanbieder", "Aanbieder", Eenheid::aanbieder},
                            {"klasse", "Klasse"},
                            {"omzet", "Omzet", Eenheid::centen},
                            {"transformatie", "Voor transformatie", Eenheid::centen}};
        std::size_t onbekend = 0;
        for (auto& [aanbieder, post] : posten_) {
            auto const klasse = klassen_.find(aanbieder);
            bool const zonder = klasse == klassen_.end();
            if (zonder && !klassen_.empty()) ++onbekend;
            if (!zonder) post.second.add(klasse->second.second);
            bool const verplicht = post.first.cents >= *drempel && (zonder || klasse->second.first != "klein");
            rij(rapport,
                {aanbieder, zonder ? Waarde() : Waarde(klasse->second.first), geld(post.first),
                 geld(transformatie(post.first, verplicht, *bp))},
                post.second)
                .let_op = zonder;
        }
        if (onbekend != 0)
            waarschuw(fmt::format("{} aanbieders met omzet staan niet in het bestand aanbieders; zij gelden als groot of middelgroot.",
                                  onbekend));
        tel_op(rapport);
        rapport.afronding = "Som van de rijen; per aanbieder een keer afgerond op een cent, de helft naar boven.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Voor transformatie", "aanbieder", {"transformatie"}}};
        return {};
    }

    std::map<std::string, std::pair<model::Money, Bronnen>> posten_;
    std::map<std::string, std::pair<std::string, std::string>> klassen_; ///< class, place in the file
};

/// What is committed with aanbieders outside the framework against a part of what is contracted.
class BuitenRaam final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        if (auto jaren = hele_jaren(); !jaren) return jaren;
        vraag.boekingen = true;
        if (vraag.aanbieder)
            return std::unexpected(
                model::Error{model::ErrorCode::wrong_use, "Dit rapport gaat over alle aanbieders samen; laat aanbieder weg."});
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportBoeking const& b) override {
        auto const* contract = contract_van(b.gemeente);
        if (contract == nullptr || !contract->heeft_afspraken()) return;
        auto const waar = perceel(b.gemeente, b.domein, b.categorie, b.code);
        auto const van = contract->van_aanbieder(b.aanbieder);
        bool const binnen =
            std::ranges::any_of(van, [&](model::Overeenkomst const& o) { return o.rol != "buiten_raam" && o.perceel == waar; });
        auto& post = posten_[{contract, waar, b.jaar}];
        (binnen ? post.binnen : post.buiten) += b.beslag;
        bron(post.bronnen, bericht);
    }

    /// As rule R20 has it: the budgets of the perceel with aanbieders in the framework, else those of region and gemeenten.
    [[nodiscard]] static model::Money gecontracteerd(model::Contract const& contract, std::string const& perceel, std::int32_t jaar) {
        model::Money aanbieders;
        model::Money anders;
        for (auto const& b : contract.budgetten) {
            auto const product = std::ranges::find(contract.producten, b.product, &model::ContractProduct::code);
            auto const& waar = b.product.empty() || product == contract.producten.end() ? b.perceel : product->perceel;
            if (b.jaar != jaar || waar != perceel) continue;
            bool const buiten = std::ranges::any_of(contract.van_aanbieder(b.aanbieder),
                                                    [&](auto const& o) { return o.perceel == perceel && o.rol == "buiten_raam"; });
            if (b.niveau != model::BudgetNiveau::aanbieder) anders += b.bedrag;
            else if (!buiten) aanbieders += b.bedrag;
        }
        return aanbieders.cents > 0 ? aanbieders : anders;
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"perceel", "Perceel"},
                            {"jaar", "Jaar"},
                            {"gecontracteerd", "Gecontracteerd", Eenheid::centen},
                            {"binnen", "Beslag binnen het raam", Eenheid::centen},
                            {"buiten", "Beslag buiten het raam", Eenheid::centen},
                            {"gebruik", "Gebruik", Eenheid::basispunten},
                            {"ruimte", "Hoogstens", Eenheid::centen},
                            {"vrij", "Vrij", Eenheid::centen}};
        std::size_t zonder = 0;
        for (auto& [sleutel, post] : posten_) {
            auto const& [contract, waar, jaar] = sleutel;
            auto const grondslag = gecontracteerd(*contract, waar, jaar);
            bool const bekend = grondslag.cents > 0;
            zonder += bekend ? 0U : 1U;
            auto const ruimte = deel(grondslag, contract->parameters.buiten_raam_bp);
            post.bronnen.add(
                fmt::format("{}, bundel.toml [parameters] buiten_raam_bp = {}", contract->label(), contract->parameters.buiten_raam_bp));
            rij(rapport,
                {waar.empty() ? "(geen perceel)" : waar, fmt::format("{}", jaar), bekend ? geld(grondslag) : Waarde(), geld(post.binnen),
                 geld(post.buiten), aandeel(post.buiten.cents, grondslag.cents), bekend ? geld(ruimte) : Waarde(),
                 bekend ? geld(ruimte - post.buiten) : Waarde()},
                post.bronnen)
                .let_op = bekend ? post.buiten > ruimte : post.buiten.cents > 0;
        }
        if (zonder != 0)
            waarschuw(
                fmt::format("Voor {} {} staat er in de bundel geen budget: de gecontracteerde waarde is onbekend en het percentage ook.",
                            zonder, zonder == 1 ? "perceel" : "percelen"));
        tel_op(rapport);
        rapport.afronding = "Som van de rijen. De gecontracteerde waarde is die van regel R20: de budgetten van aanbieders binnen het "
                            "raam, en zonder die de budgetten van regio en gemeenten.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Buiten het raam en wat mag", "perceel", {"buiten", "ruimte"}}};
        return {};
    }

    struct Post {
        model::Money binnen, buiten;
        Bronnen bronnen;
    };
    std::map<std::tuple<model::Contract const*, std::string, std::int32_t>, Post> posten_;
};

} // namespace

std::unique_ptr<Berekening> nieuwe_omzet(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Omzet>(s, o); }
std::unique_ptr<Berekening> nieuwe_transformatie(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Transformatie>(s, o); }
std::unique_ptr<Berekening> nieuwe_buiten_raam(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<BuitenRaam>(s, o); }

} // namespace rules::rapport
