#include "rules/rapport/afrekening.hpp"
#include "rules/rapport/rekenen.hpp"
#include "rules/rapport/soorten.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace rules::rapport {
namespace {

using Clienten = std::unordered_set<std::uint64_t>;

std::int64_t aantal(auto const& verzameling) { return static_cast<std::int64_t>(verzameling.size()); }

std::string_view product_of(auto const& rij) { return rij.code.empty() ? rij.categorie : rij.code; }

/// Unique clients and aanbieders with a toewijzing in the period.
class MetToewijzing final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        vraag.toewijzingen = true;
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportToewijzing const& t) override {
        if (t.verwijderd || t.van > opdracht().periode.einde || (t.tot && *t.tot < opdracht().periode.begin)) return;
        auto& post = posten_[{t.domein, std::string(product_of(t))}];
        post.clienten.insert(t.client);
        post.aanbieders.insert(std::string(t.aanbieder));
        ++post.toewijzingen;
        bron(post.bronnen, bericht);
        clienten_.insert(t.client);
        aanbieders_.insert(std::string(t.aanbieder));
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"domein", "Domein"},
                            {"product", "Product", Eenheid::product},
                            {"clienten", "Cliënten", Eenheid::aantal},
                            {"aanbieders", "Aanbieders", Eenheid::aantal},
                            {"toewijzingen", "Toewijzingen", Eenheid::aantal}};
        for (auto const& [sleutel, post] : posten_)
            rij(rapport,
                {std::string(model::name(sleutel.first)), sleutel.second, aantal(post.clienten), aantal(post.aanbieders),
                 post.toewijzingen},
                post.bronnen);
        tel_op(rapport, "Uniek");
        rapport.totaal[2] = aantal(clienten_);
        rapport.totaal[3] = aantal(aanbieders_);
        rapport.afronding = "Onderaan staat wie er in totaal zijn, ieder een keer: cliënten en aanbieders van verschillende producten mag "
                            "men niet optellen.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Cliënten per product", "product", {"clienten"}}};
        return {};
    }

    struct Post {
        Clienten clienten;
        std::set<std::string> aanbieders;
        std::int64_t toewijzingen = 0;
        Bronnen bronnen;
    };
    std::map<std::pair<model::Domein, std::string>, Post> posten_;
    Clienten clienten_;
    std::set<std::string> aanbieders_;
};

/// Spending per client, this period beside the same one a year earlier, against a ceiling.
class ClientKosten final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        auto const gekozen = woord("per");
        if (!gekozen) return std::unexpected(gekozen.error());
        per_ = *gekozen;
        if (auto const* grenzen = invoer("grenzen"))
            for (auto const& regel : grenzen->regels) grenzen_[grenzen->tekst(regel, "perceel")] = {grenzen->getal(regel, "bedrag")};
        vraag.prestaties = true;
        vorig_ = {model::add_years(vraag.periode.begin, -1), std::min(model::add_years(vraag.periode.einde, -1), vraag.periode.begin - 1)};
        vraag.periode.begin = vorig_.begin;
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend) return;
        auto& post = posten_[{p.domein, groep(per_, bericht.gemeente, bericht.aanbieder, p.domein, p.categorie, p.code)}];
        bool const nu = p.periode.begin >= opdracht().periode.begin;
        if (!nu && p.periode.begin > vorig_.einde) return;
        auto& jaar = nu ? post.nu : post.vorig;
        jaar.bedrag += p.bedrag;
        jaar.clienten.insert(p.client);
        if (!nu) return;
        clienten_.insert(p.client);
        bron(post.bronnen, bericht);
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"domein", "Domein"},
                            groep_kolom(per_),
                            {"bedrag", "Toegekend", Eenheid::centen},
                            {"clienten", "Cliënten", Eenheid::aantal},
                            {"per_client", "Per cliënt", Eenheid::centen},
                            {"vorig_jaar", "Per cliënt, jaar eerder", Eenheid::centen},
                            {"groei", "Groei", Eenheid::basispunten},
                            {"grens", "Grens", Eenheid::centen},
                            {"boven_grens", "Boven de grens", Eenheid::centen}};
        model::Money som;
        for (auto const& [sleutel, post] : posten_) {
            auto const nu = post.nu.gemiddeld();
            auto const vorig = post.vorig.gemiddeld();
            auto const grens = grenzen_.find(sleutel.second);
            auto const op = grens == grenzen_.end() ? std::nullopt : std::optional(grens->second);
            auto const boven = op && nu ? std::max(*nu - *op, model::Money{}) : model::Money{};
            som += post.nu.bedrag;
            auto const cel = [](std::optional<model::Money> bedrag) { return bedrag ? geld(*bedrag) : Waarde(); };
            rij(rapport,
                {std::string(model::name(sleutel.first)), sleutel.second, geld(post.nu.bedrag), aantal(post.nu.clienten), cel(nu),
                 cel(vorig), nu && vorig && vorig->cents > 0 ? Waarde(groei(vorig->cents, nu->cents)) : Waarde(), cel(op),
                 op ? geld(boven) : Waarde()},
                post.bronnen)
                .let_op = boven.cents > 0;
        }
        for (auto const& [wat, _] : grenzen_)
            if (std::ranges::none_of(posten_, [&](auto const& p) { return p.first.second == wat; }))
                waarschuw(fmt::format("Voor de grens van {} is er in de periode niets toegekend.", wat));
        tel_op(rapport);
        rapport.totaal[3] = aantal(clienten_);
        rapport.totaal[4] = clienten_.empty() ? Waarde() : geld(per_stuk(som, aantal(clienten_)));
        rapport.totaal[5] = rapport.totaal[7] = rapport.totaal[8] = Waarde();
        rapport.afronding =
            "Bedragen exact; per cliënt een keer afgerond op een cent, de helft naar boven. Het totaal telt elke cliënt een keer.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Kosten per cliënt", "wat", {"per_client", "vorig_jaar"}}};
        return {};
    }

    struct Jaar {
        model::Money bedrag;
        Clienten clienten;
        [[nodiscard]] std::optional<model::Money> gemiddeld() const {
            return clienten.empty() ? std::nullopt : std::optional(per_stuk(bedrag, aantal(clienten)));
        }
    };
    struct Post {
        Jaar nu, vorig;
        Bronnen bronnen;
    };
    std::string per_;
    model::Period vorig_{};
    std::map<std::pair<model::Domein, std::string>, Post> posten_;
    std::map<std::string, model::Money> grenzen_;
    Clienten clienten_;
};

/// Which part of the clients takes which part of the money.
class Abc final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        vraag.prestaties = true;
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend) return;
        per_client_[p.client] += p.bedrag.cents;
        bron(bronnen_, bericht);
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"klasse", "Klasse"},
                            {"clienten", "Cliënten", Eenheid::aantal},
                            {"bedrag", "Toegekend", Eenheid::centen},
                            {"deel_clienten", "Deel cliënten (opgeteld)", Eenheid::basispunten},
                            {"deel_bedrag", "Deel bedrag (opgeteld)", Eenheid::basispunten}};
        auto const a = getal("abc_a_bp");
        if (!a) return std::unexpected(a.error());
        auto const b = getal("abc_b_bp");
        if (!b) return std::unexpected(b.error());
        std::vector<std::int64_t> bedragen;
        for (auto const& [_, bedrag] : per_client_) bedragen.push_back(bedrag);
        std::ranges::sort(bedragen, std::greater());
        std::int64_t totaal = 0;
        for (auto const bedrag : bedragen) totaal += bedrag;
        auto const n = aantal(bedragen);
        // Twenty steps of the clients, and within one a new row where the class changes.
        std::int64_t som = 0;
        std::int64_t van = 0;
        std::int64_t vorige = 0;
        // The class of a client follows from what the dearer ones took: who starts below the limit belongs to it.
        auto const klasse = [&](std::int64_t ervoor) {
            return totaal <= 0 || basispunten(ervoor, totaal) < *a ? 'A' : basispunten(ervoor, totaal) < *b ? 'B' : 'C';
        };
        for (std::int64_t i = 0; i < n; ++i) {
            auto const nu = klasse(som);
            som += bedragen[static_cast<std::size_t>(i)];
            bool const stap = (i + 1) * 20 / n != i * 20 / n;
            bool const wisselt = i + 1 < n && klasse(som) != nu;
            if (!stap && !wisselt) continue;
            rij(rapport, {std::string(1, nu), i + 1 - van, som - vorige, aandeel(i + 1, n), aandeel(som, totaal)}, bronnen_);
            van = i + 1;
            vorige = som;
        }
        tel_op(rapport);
        rapport.afronding = "Bedragen exact; delen zijn opgeteld vanaf de duurste cliënt en elk een keer afgerond op 0,01 %.";
        rapport.grafieken = {
            {Grafiek::Soort::abc, "Deel van het geld tegen deel van de cliënten", "klasse", {"deel_clienten", "deel_bedrag"}}};
        return {};
    }

    std::unordered_map<std::uint64_t, std::int64_t> per_client_;
    Bronnen bronnen_;
};

/// Jeugdhulp and jeugd-ggz kept apart though one contract buys both.
class JeugdGgz final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        auto const lijst = woord("ggz_categorieen");
        if (!lijst) return std::unexpected(lijst.error());
        categorieen_ = " " + *lijst + " ";
        vraag.prestaties = true;
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend || p.domein != model::Domein::jw) return;
        auto& post = posten_[categorieen_.find(fmt::format(" {} ", p.categorie)) != std::string::npos ? 1 : 0];
        post.bedrag += p.bedrag;
        post.clienten.insert(p.client);
        bron(post.bronnen, bericht);
    }

    model::Result<void> vul(Rapport& rapport) override {
        rapport.kolommen = {{"soort", "Soort"},
                            {"clienten", "Cliënten", Eenheid::aantal},
                            {"bedrag", "Toegekend", Eenheid::centen},
                            {"per_client", "Per cliënt", Eenheid::centen}};
        constexpr std::array<char const*, 2> namen{"Jeugdhulp", "Jeugd-ggz"};
        std::int64_t beide = 0;
        for (auto const client : posten_[0].clienten) beide += posten_[1].clienten.contains(client) ? 1 : 0;
        for (std::size_t i = 0; i < 2; ++i) {
            auto const n = aantal(posten_[i].clienten);
            rij(rapport, {std::string(namen[i]), n, geld(posten_[i].bedrag), n == 0 ? Waarde() : geld(per_stuk(posten_[i].bedrag, n))},
                posten_[i].bronnen);
        }
        tel_op(rapport);
        rapport.totaal[1] = aantal(posten_[0].clienten) + aantal(posten_[1].clienten) - beide;
        rapport.totaal[3] = Waarde();
        rapport.afronding = fmt::format("Bedragen exact; {} cliënten hadden beide en tellen in het totaal een keer.", beide);
        rapport.grafieken = {{Grafiek::Soort::staaf, "Uitgaven", "soort", {"bedrag"}}};
        return {};
    }

    struct Post {
        model::Money bedrag;
        Clienten clienten;
        Bronnen bronnen;
    };
    std::string categorieen_;
    std::array<Post, 2> posten_;
};

/// The number of clients reached against the number agreed on, and the budget that follows.
class Populatie final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        vraag.prestaties = true;
        auto const jaar = model::civil(vraag.periode.begin).year;
        for (auto const& contract : opdracht().contracten)
            for (auto const& budget : contract->budgetten)
                if (budget.verwacht_aantal > 0 && budget.jaar == jaar && (!vraag.aanbieder || budget.aanbieder == *vraag.aanbieder))
                    posten_.push_back({contract.get(), &budget, {}, {}});
        if (!posten_.empty()) return {};
        return std::unexpected(
            model::Error{model::ErrorCode::wrong_use,
                         fmt::format("In de gekozen bundels staat voor {} geen budget met een verwacht_aantal (budgetten.csv).", jaar)});
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend) return;
        auto const waar = perceel(bericht.gemeente, p.domein, p.categorie, p.code);
        for (auto& post : posten_) {
            auto const& b = *post.budget;
            if (b.domein != p.domein || (!b.aanbieder.empty() && b.aanbieder != bericht.aanbieder) ||
                (!b.gemeente.empty() && b.gemeente != bericht.gemeente))
                continue;
            if (b.product.empty() ? !b.perceel.empty() && b.perceel != waar : b.product != p.code) continue;
            post.clienten.insert(p.client);
            bron(post.bronnen, bericht);
        }
    }

    model::Result<void> vul(Rapport& rapport) override {
        auto const bp = getal("populatie_band_bp");
        if (!bp) return std::unexpected(bp.error());
        auto const buiten = woord("buiten_band");
        if (!buiten) return std::unexpected(buiten.error());
        Bandbreedte const band{*bp, *buiten == "meerdere" ? BuitenBand::meerdere : BuitenBand::volledig};
        rapport.kolommen = {{"budget", "Budget"},
                            {"afgesproken_aantal", "Afgesproken cliënten", Eenheid::aantal},
                            {"aantal", "Cliënten", Eenheid::aantal},
                            {"bereik", "Bereik", Eenheid::basispunten},
                            {"bedrag", "Budget nu", Eenheid::centen},
                            {"voorstel", "Voorstel", Eenheid::centen},
                            {"verschil", "Verschil", Eenheid::centen}};
        for (auto& post : posten_) {
            auto const& b = *post.budget;
            auto const n = aantal(post.clienten);
            auto const voorstel = populatie_voorstel(b.bedrag, b.verwacht_aantal, n, band);
            post.bronnen.add(fmt::format("{}, {}", post.contract->label(), b.herkomst));
            rij(rapport,
                {b.id, std::int64_t{b.verwacht_aantal}, n, aandeel(n, b.verwacht_aantal), geld(b.bedrag), geld(voorstel),
                 geld(voorstel - b.bedrag)},
                post.bronnen)
                .let_op = voorstel != b.bedrag;
        }
        rapport.afronding = "Elk voorstel is een keer afgerond op een cent. Geen totaal: een cliënt kan in meer populaties tellen.";
        rapport.grafieken = {{Grafiek::Soort::staaf, "Afgesproken en bereikte cliënten", "budget", {"afgesproken_aantal", "aantal"}}};
        return {};
    }

    struct Post {
        model::Contract const* contract;
        model::Budget const* budget;
        Clienten clienten;
        Bronnen bronnen;
    };
    std::vector<Post> posten_;
};

} // namespace

std::unique_ptr<Berekening> nieuwe_clienten(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<MetToewijzing>(s, o); }
std::unique_ptr<Berekening> nieuwe_client_kosten(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<ClientKosten>(s, o); }
std::unique_ptr<Berekening> nieuwe_abc(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Abc>(s, o); }
std::unique_ptr<Berekening> nieuwe_jeugd_ggz(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<JeugdGgz>(s, o); }
std::unique_ptr<Berekening> nieuwe_populatie(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Populatie>(s, o); }

} // namespace rules::rapport
