#pragma once

#include "rules/rapport/invoer.hpp"
#include "rules/rapport/rapport.hpp"
#include "xsd/model/contract.hpp"
#include "xsd/model/error.hpp"
#include "xsd/model/rapport.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace rules::rapport {

/// What was asked.
struct Opdracht {
    model::Period periode{};
    model::Date op{};
    std::optional<std::string> gemeente{};
    std::optional<std::string> aanbieder{};
    std::optional<std::int64_t> bericht{};
    std::vector<std::pair<std::string, std::string>> instellingen{};  ///< name and value, checked against the report
    std::vector<Invoer> invoer{};                                     ///< checked against their form
    std::vector<std::shared_ptr<model::Contract const>> contracten{}; ///< the active ones it is about
};

/// A figure that the sources leave open: the caller's option, else what the bundle says, else the documented default.
struct Instelbaar {
    std::string_view naam;
    Eenheid eenheid = Eenheid::aantal; ///< of a number; tekst: one of `keuzes`, or words
    std::string_view standaard;
    std::string_view keuzes; ///< words with blanks between; empty: any
    std::string_view uitleg;
};

/// Whether a value has the form of its parameter, and that form for people.
[[nodiscard]] bool past(Instelbaar const& vorm, std::string_view waarde);
[[nodiscard]] std::string form(Instelbaar const& vorm);

/// Collects what a row is made of.
class Bronnen {
public:
    static constexpr std::size_t meeste = 1000;
    void add(std::int64_t bericht);
    void add(std::string verwijzing);
    void add(std::int64_t bericht, unsigned bundel) {
        add(bericht);
        bundels_ |= std::uint64_t{1} << (bundel & 63U);
    }
    /// Whether decisions under more than one bundle are in it.
    [[nodiscard]] bool gemengd() const noexcept { return (bundels_ & (bundels_ - 1)) != 0; }
    [[nodiscard]] Herkomst const& herkomst() const noexcept { return herkomst_; }

private:
    Herkomst herkomst_;
    std::uint64_t bundels_ = 0;
};

struct Rapportsoort;

/// One report being made: sees the rows it asked for, then makes the report. A report derives from it and overrides what it looks at.
class Berekening : public model::RapportBezoeker {
public:
    Berekening(Rapportsoort const& soort, Opdracht const& opdracht);

    /// The rows it wants to see, before anything else. Errors: wrong_use, when the request cannot be met.
    [[nodiscard]] model::Result<model::RapportVraag> vraag();
    /// After all rows. Errors: wrong_use, when something it cannot do without is not there.
    [[nodiscard]] model::Result<Rapport> maak();

    void op(model::RapportBericht const& bericht) final;
    void op(model::RapportBericht const& bericht, model::RapportPrestatie const& prestatie) final;
    void op(model::RapportBericht const& bericht, model::RapportBoeking const& boeking) final;
    void op(model::RapportBericht const& bericht, model::RapportToewijzing const& toewijzing) final;
    void op(model::RapportBericht const& bericht, model::RapportLevering const& levering) final;
    void op(model::Registratie const& registratie) final { zie(registratie); }

protected:
    /// Sets which parts it reads.
    virtual model::Result<void> begin(model::RapportVraag& vraag) = 0;
    virtual model::Result<void> vul(Rapport& rapport) = 0;
    virtual void zie(model::RapportBericht const& /*bericht*/) {}
    virtual void zie(model::RapportBericht const& /*bericht*/, model::RapportPrestatie const& /*prestatie*/) {}
    virtual void zie(model::RapportBericht const& /*bericht*/, model::RapportBoeking const& /*boeking*/) {}
    virtual void zie(model::RapportBericht const& /*bericht*/, model::RapportToewijzing const& /*toewijzing*/) {}
    virtual void zie(model::RapportBericht const& /*bericht*/, model::RapportLevering const& /*levering*/) {}
    virtual void zie(model::Registratie const& /*registratie*/) {}

    [[nodiscard]] Opdracht const& opdracht() const noexcept { return opdracht_; }
    /// The value of a parameter of this report; noted as used. A number is in its unit.
    [[nodiscard]] model::Result<std::int64_t> getal(std::string_view naam);
    [[nodiscard]] model::Result<std::string> woord(std::string_view naam);
    /// A file that was given; nullptr: not given. Noted as used.
    [[nodiscard]] Invoer const* invoer(std::string_view naam);
    /// The same where the report cannot do without. Errors: wrong_use, with the form it must have.
    [[nodiscard]] model::Result<Invoer const*> nodig(std::string_view naam);
    void waarschuw(std::string tekst) { waarschuwingen_.push_back(std::move(tekst)); }
    /// The period must be whole calendar years, because the ledger is. Errors: wrong_use
    [[nodiscard]] model::Result<void> hele_jaren() const;
    /// Notes that a row is made of this message, and under which bundle it was decided.
    void bron(Bronnen& bronnen, model::RapportBericht const& bericht) const { bronnen.add(bericht.id, bundel_); }
    /// Adds a row; tells when it mixes bundles.
    Rij& rij(Rapport& rapport, std::vector<Waarde> cellen, Bronnen const& bronnen);
    /// Sums the columns of cents and counts into the total; `label` stands in the first column.
    static void tel_op(Rapport& rapport, std::string label = "Totaal");

    [[nodiscard]] model::Contract const* contract_van(std::string_view gemeente) const;
    /// The product of a bundle by its code, for its name and perceel; nullptr: not in one.
    [[nodiscard]] model::ContractProduct const* product(model::Domein domein, std::string_view code) const;
    /// The perceel a product is in; empty: none. @param code product code, or empty with the categorie
    [[nodiscard]] std::string perceel(std::string_view gemeente, model::Domein domein, std::string_view categorie,
                                      std::string_view code) const;
    /// What a row is about when rows go per product, perceel, aanbieder, gemeente or domein; and the column that says it ("wat").
    [[nodiscard]] std::string groep(std::string_view per, std::string_view gemeente, std::string_view aanbieder, model::Domein domein,
                                    std::string_view categorie, std::string_view code) const;
    [[nodiscard]] static Kolom groep_kolom(std::string_view per);
    /// Approved prestaties and approved lines of the ledger per gemeente and year must be equal: tells where they are not.
    void sluit_aan(std::map<std::pair<std::string, std::int32_t>, std::pair<std::int64_t, std::int64_t>> const& per_gemeente_en_jaar);

private:
    void van_bundel(model::RapportBericht const& bericht);
    [[nodiscard]] model::Result<Gebruikt> zoek(std::string_view naam, Instelbaar const& vorm) const;
    void vul_namen(Rapport& rapport) const;
    void waarschuw_open_maanden(Rapport& rapport) const;
    void waarschuw_bundels(Rapport& rapport) const;

    Rapportsoort const& soort_;
    Opdracht const& opdracht_;
    std::vector<Gebruikt> gebruikt_;
    std::vector<GebruikteInvoer> gebruikte_invoer_;
    std::vector<std::string> waarschuwingen_;
    /// Bundles of a gemeente: label, first message under it and its day, how many.
    struct Bundelgebruik {
        std::string gemeente, label;
        std::int64_t bericht = 0;
        model::Date dag{};
        std::int64_t berichten = 0;
    };
    std::vector<Bundelgebruik> bundels_;
    unsigned bundel_ = 0; ///< place in `bundels_` of the message being looked at
    std::int64_t laatste_bericht_ = -1;
    std::vector<std::size_t> gemengde_rijen_; ///< numbers of rows, from 1
    /// Looking up a perceel goes through all products of a bundle, and a million prestaties ask for a few.
    mutable std::map<std::tuple<std::string, model::Domein, std::string, std::string>, std::string> percelen_;
};

/// A report people can ask for.
struct Rapportsoort {
    std::string_view naam;
    std::string_view rekenregel;
    std::string_view titel;
    std::string_view vraag;
    std::span<Instelbaar const> instelbaar;
    std::span<std::string_view const> invoer; ///< names of Invoervorm that it can use
    std::string_view regios;                  ///< regions whose documents ask for it
    bool geld;                                ///< sums of money of a period: open months matter
    std::unique_ptr<Berekening> (*nieuw)(Rapportsoort const&, Opdracht const&);
};

/// All of them, by C-number.
[[nodiscard]] std::span<Rapportsoort const> soorten();
[[nodiscard]] Rapportsoort const* vind_soort(std::string_view naam);
/// A parameter of any report; nullptr: no report has it. The same name means the same everywhere.
[[nodiscard]] Instelbaar const* vind_instelbaar(std::string_view naam);

template <class T>
std::unique_ptr<Berekening> nieuw(Rapportsoort const& soort, Opdracht const& opdracht) {
    return std::make_unique<T>(soort, opdracht);
}

} // namespace rules::rapport
