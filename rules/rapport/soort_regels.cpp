#include "rules/rapport/soorten.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>

namespace rules::rapport {
namespace {

/// SHA-256 over lines as they go by.
class Zegel {
public:
    Zegel() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
        if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
    }
    void add(std::string_view regel) {
        if (EVP_DigestUpdate(context_.get(), regel.data(), regel.size()) != 1) throw std::bad_alloc();
    }
    [[nodiscard]] std::string hex() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
        unsigned size = 0;
        if (EVP_DigestFinal_ex(context_.get(), hash.data(), &size) != 1) throw std::bad_alloc();
        return fmt::format("{:02x}", fmt::join(hash.begin(), hash.begin() + size, ""));
    }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

/// Lines as they go into the seal: what people can make again from the CSV.
class Canoniek {
public:
    /// The line of a prestatie; lives until the next one.
    std::string_view regel(model::RapportPrestatie const& p) {
        if (periode_ != p.periode) {
            periode_ = p.periode; // most lines of a declaratie are of one month, and writing a day costs as much as the rest
            dagen_ = fmt::format("{};{}", model::to_string(p.periode.begin), model::to_string(p.periode.einde));
        }
        regel_.clear();
        auto const tekst = [&](std::string_view deel) { regel_.append(deel).push_back(';'); };
        tekst(p.referentie);
        tekst(fmt::format_int(p.toewijzing).c_str());
        tekst(p.categorie);
        tekst(p.code);
        tekst(dagen_);
        tekst(fmt::format_int(p.volume).c_str());
        tekst(p.eenheid);
        if (p.tarief) tekst(fmt::format_int(p.tarief->cents).c_str());
        else tekst({});
        regel_.append(fmt::format_int(p.bedrag.cents).c_str()).push_back('\n');
        return regel_;
    }

private:
    std::string regel_;
    std::string dagen_;
    std::optional<model::Period> periode_;
};

/// The approved lines of each 323, sealed: all declaraties of a period, or the lines of one.
class Regels final : public Berekening {
public:
    using Berekening::Berekening;

private:
    model::Result<void> begin(model::RapportVraag& vraag) override {
        vraag.prestaties = true;
        // The lines of one declaratie are listed whole, whatever months they are about.
        if (vraag.bericht) vraag.periode = {model::date(1900, 1, 1), model::date(9999, 12, 31)};
        return {};
    }

    void zie(model::RapportBericht const& bericht, model::RapportPrestatie const& p) override {
        if (!p.toegekend) return;
        if (declaraties_.empty() || declaraties_.back().bericht.id != bericht.id) {
            sluit();
            declaraties_.push_back({.bericht = bericht});
            zegel_ = std::make_unique<Zegel>();
        }
        auto& d = declaraties_.back();
        ++d.regels;
        (p.credit ? d.credit : d.debet) += p.credit ? -p.bedrag : p.bedrag;
        zegel_->add(canoniek_.regel(p));
        bron(d.bronnen, bericht);
        if (!opdracht().bericht) return;
        lijst_.push_back({std::string(p.referentie), p.toewijzing, std::string(p.code.empty() ? p.categorie : p.code),
                          std::int64_t{p.periode.begin.days}, std::int64_t{p.periode.einde.days}, p.volume, std::string(p.eenheid),
                          p.tarief ? Waarde(p.tarief->cents) : Waarde(), p.bedrag.cents});
    }

    void sluit() {
        if (zegel_) declaraties_.back().zegel = zegel_->hex();
        zegel_.reset();
    }

    model::Result<void> vul(Rapport& rapport) override {
        sluit();
        return opdracht().bericht ? vul_een(rapport) : vul_alle(rapport);
    }

    model::Result<void> vul_een(Rapport& rapport) {
        if (declaraties_.empty())
            return std::unexpected(
                model::Error{model::ErrorCode::not_found, fmt::format("Bericht {} is geen 323 met toegekende regels die op {} bekend was.",
                                                                      *opdracht().bericht, model::to_dutch(opdracht().op))});
        rapport.kolommen = {
            {"referentie", "Referentie"},     {"toewijzing", "Toewijzing", Eenheid::bericht}, {"product", "Product", Eenheid::product},
            {"begin", "Van", Eenheid::datum}, {"einde", "Tot en met", Eenheid::datum},        {"volume", "Volume", Eenheid::aantal},
            {"eenheid", "Eenheid"},           {"tarief", "Tarief", Eenheid::centen},          {"bedrag", "Bedrag", Eenheid::centen}};
        auto const& d = declaraties_.front();
        for (auto& cellen : lijst_) rij(rapport, std::move(cellen), d.bronnen);
        tel_op(rapport);
        rapport.totaal[5] = rapport.totaal[7] = Waarde();
        rapport.titel = fmt::format("{} van bericht {}", rapport.titel, d.bericht.id);
        rapport.afronding = fmt::format("{} regels, exact opgeteld. SHA-256 over de regels in deze volgorde: {}", d.regels, d.zegel);
        return {};
    }

    model::Result<void> vul_alle(Rapport& rapport) {
        rapport.kolommen = {{"bericht", "Bericht (323)", Eenheid::bericht},
                            {"gemeente", "Gemeente", Eenheid::gemeente},
                            {"aanbieder", "Aanbieder", Eenheid::aanbieder},
                            {"besloten", "Besloten", Eenheid::datum},
                            {"regels", "Regels", Eenheid::aantal},
                            {"debet", "Debet", Eenheid::centen},
                            {"credit", "Credit", Eenheid::centen},
                            {"netto", "Netto", Eenheid::centen},
                            {"sha256", "SHA-256 van de regels"}};
        for (auto const& d : declaraties_)
            rij(rapport,
                {d.bericht.id, d.bericht.gemeente, d.bericht.aanbieder, std::int64_t{d.bericht.besloten.days}, d.regels, geld(d.debet),
                 geld(d.credit), geld(d.debet - d.credit), d.zegel},
                d.bronnen);
        tel_op(rapport);
        rapport.grafieken = {{Grafiek::Soort::staaf, "Toegekend per declaratie", "bericht", {"netto"}}};
        return {};
    }

    struct Declaratie {
        model::RapportBericht bericht{};
        std::int64_t regels = 0;
        model::Money debet{}, credit{};
        std::string zegel{};
        Bronnen bronnen{};
    };
    std::vector<Declaratie> declaraties_;
    std::unique_ptr<Zegel> zegel_;
    Canoniek canoniek_;
    std::vector<std::vector<Waarde>> lijst_;
};

} // namespace

std::unique_ptr<Berekening> nieuwe_regels(Rapportsoort const& s, Opdracht const& o) { return std::make_unique<Regels>(s, o); }

} // namespace rules::rapport
