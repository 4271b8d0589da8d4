#pragma once

#include "xsd/model/code.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/money.hpp"
#include "xsd/model/soort.hpp"
#include "xsd/model/verdict.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A region's contract bundle as data: what `rules/contract/load` makes of a directory of TOML and CSV, and what the rules read.
/// P01 to P27 are the contract primitives a bundle composes; `herkomst` is the file and line a thing stands on ("tarieven.csv:12").
namespace model {

/// Validity, both ends included; no end: open.
struct Geldigheid {
    Date van;
    std::optional<Date> tot;
    [[nodiscard]] bool op(Date d) const noexcept { return van <= d && (!tot || d <= *tot); }
};

/// How a perceel is paid (P08). `pxq`: per unit of time or piece; `traject`: per traject (PxT, TxQ); `plek`: per place and year;
/// `populatie`: an amount for a number of clients, settled; `gebied`, `lumpsum`: an amount for a task, not settled per client;
/// `resultaat`: per result reached; `beschikbaarheid`: for being available.
enum class Bekostiging : std::uint8_t { pxq, traject, plek, populatie, gebied, lumpsum, resultaat, beschikbaarheid };

/// The word a bundle writes: "pxq", "traject", ...
[[nodiscard]] std::string_view name(Bekostiging bekostiging);

/// How newcomers join an agreement (P03): any time, at set days of the year, not.
enum class Toetreding : std::uint8_t { open, momenten, gesloten };
[[nodiscard]] std::string_view name(Toetreding toetreding);

/// Terms that agreements share (P03): `[[vorm]]` in bundel.toml. 3+1+1 is basis_jaren 3, opties {1, 1}.
struct Contractvorm {
    std::string id;
    std::int32_t basis_jaren = 0;      ///< 0: no end of its own (onbepaald)
    std::vector<std::int32_t> opties;  ///< years per extension, in order
    std::int32_t boeggolf_horizon = 0; ///< years to keep ahead (regions.md E33); 0: no boeggolf
    Toetreding toetreding = Toetreding::open;
    std::vector<std::pair<std::int32_t, std::int32_t>> instapmomenten; ///< (month, day); of `momenten`
    std::int32_t opzeg_maanden = 0;                                    ///< notice; 0: none agreed
    std::string herkomst;
};

/// A lot (P04) with its funding (P08): `[[perceel]]` in bundel.toml.
struct Perceel {
    std::string id;
    Domein domein = Domein::wmo;
    std::string segment;
    std::string naam;
    bool lokaal = false; ///< every aanbieder has its own list of gemeenten; no budgets or plekken (regions.md 1.5)
    Bekostiging bekostiging = Bekostiging::pxq;
    std::vector<std::pair<std::string, Bekostiging>> per_gemeente; ///< another funding in a gemeente (traject <-> plek)
    std::string vorm;                                              ///< id of a Contractvorm
    bool onbepaald = false;                                        ///< a toewijzing without Einddatum is allowed (R13)
    bool zonder_detail = false;         ///< access says WAT only: a toewijzing without product or omvang is fine (R26)
    bool een_hoofdaanbieder = false;    ///< one lead aanbieder per client (P15, R24)
    std::int32_t meeste_aanbieders = 0; ///< 0: no maximum
    std::string herkomst;
    [[nodiscard]] Bekostiging bekostiging_in(std::string_view gemeente) const;
};

struct ContractGemeente {
    std::string code; ///< CBS, four digits
    std::string naam;
    Geldigheid geldig;
    std::string herkomst; ///< "gemeenten.csv:3"
};

/// A product of the agreed product list (TR381: which categorie it belongs to).
struct ContractProduct {
    Domein domein = Domein::wmo;
    Code categorie;
    std::string code;
    std::string omschrijving;
    Code eenheid; ///< contract unit, for aspecifieke and generieke toewijzingen (TR341)
    Geldigheid geldig;
    std::string herkomst;
    // The columns below may be left out of producten.csv.
    std::string perceel{};            ///< id; empty: in no perceel, no rule on percelen looks at it
    bool algemeen = false;            ///< a general voorziening: never by toewijzing (R37)
    bool crisis = false;              ///< exempt from clientenstop, ceilings and terms (CSW 1.5.5 j)
    bool maatwerk = false;            ///< price per aanbieder, the same for all gemeenten (R09)
    std::optional<Date> open_tot{};   ///< last day for new 301, 315, 317; 323 goes on (protocol 2.3)
    std::int32_t norm_dagen = 0;      ///< average duration; longer is a signal (R12); 0: none
    std::int32_t max_dagen = 0;       ///< hard maximum, both ends counted (E34); 0: none
    std::int32_t min_intensiteit = 0; ///< P14, in `eenheid` per week; 0: none
    std::int32_t max_intensiteit = 0;
    std::string gebroken_maand{}; ///< "", "volledig", "niet", "naar_rato", "alleen_laatste" (output per maand, IV078)
    std::string profiel{};        ///< P25: the profile, complexity and intensity this code stands for
};

/// A contract between the region and an aanbieder for a perceel (P01, P02, P03): overeenkomsten.csv.
struct Overeenkomst {
    std::string aanbieder; ///< AGB
    std::string naam;
    std::string perceel;
    std::string rol;                    ///< "kern", "strategisch", "regionaal", "lokaal", "systeem", "incidenteel", "buiten_raam"
    Geldigheid geldig;                  ///< begin, and the end that follows from vorm, granted extensions, boeggolf and an earlier `einde`
    Date einde_basis;                   ///< end of the base term
    std::int32_t verlengingen = 0;      ///< extensions granted so far
    std::vector<std::string> gemeenten; ///< of a local perceel: where it may deliver; empty: everywhere
    bool acceptatieplicht = false;      ///< R21
    std::optional<Geldigheid> clientenstop; ///< CSW 1.5.9
    std::string hoofdaannemer;              ///< AGB: this aanbieder only works under it (R30)
    std::string herkomst;
};

/// A gemeente that does not take part in a perceel or product (P02, R02): deelname.csv.
struct GeenDeelname {
    std::string gemeente;
    std::string perceel; ///< or
    std::string product;
    Geldigheid geldig;
    std::string herkomst;
};

/// A surcharge on the tarief (P06): opslagen.csv.
struct Opslag {
    Domein domein = Domein::wmo;
    std::string product;
    std::string aanbieder;        ///< empty: everybody who has the product
    std::int32_t basispunten = 0; ///< of the tarief, or
    Money bedrag;                 ///< per unit
    std::string criterium;
    Geldigheid geldig;
    std::string herkomst;
};

enum class BudgetVorm : std::uint8_t {
    plafond,          ///< P09: committed may not go above it; no advance
    bestedingsruimte, ///< CSW 1.5: toegekend by year, notice at 70 %
    budgetafspraak,   ///< P10: expected amount and number; above it is a signal
};
enum class BudgetNiveau : std::uint8_t { aanbieder, gemeente, regio };
[[nodiscard]] std::string_view name(BudgetVorm vorm);
[[nodiscard]] std::string_view name(BudgetNiveau niveau);

/// Money agreed for a calendar year or part of it (P09, P10): budgetten.csv. It counts the products of `perceel`, or `product`,
/// or all of the domein; of one aanbieder, of one gemeente (all aanbieders), or of the region.
struct Budget {
    std::string id; ///< as people speak of it, unique in the bundle
    BudgetVorm vorm = BudgetVorm::plafond;
    BudgetNiveau niveau = BudgetNiveau::aanbieder;
    Domein domein = Domein::wmo;
    std::string aanbieder;
    std::string gemeente;
    std::string perceel;
    std::string product;
    std::int32_t jaar = 0;
    Money bedrag;
    std::int32_t verwacht_aantal = 0; ///< trajecten or clients expected (P10); 0: not agreed
    std::int32_t signaal_bp = 7000;   ///< notice at this part of the amount (CSW 1.5.7)
    std::string groep;                ///< budgets of one group are added up (CSW 1.5.8)
    std::string herkomst;
};

/// Places or cases agreed (P16): capaciteit.csv.
struct Capaciteit {
    std::string id;
    bool per_jaar = false; ///< cases that start in a calendar year (MDA++); else places occupied on a day
    Domein domein = Domein::wmo;
    std::string aanbieder; ///< empty: all together
    std::string gemeente;  ///< empty: all together
    std::string perceel;   ///< or
    std::string product;
    std::int32_t aantal = 0;        ///< the most
    std::int32_t signaal_vanaf = 0; ///< from this one on a signal; 0: none
    bool instemming = false;        ///< going above it needs the gemeente's consent (R38), a registratie
    Geldigheid geldig;
    std::string herkomst;
};

/// What may, or may not, stand beside what (P15): combinaties.csv. Sides are a perceel or a product.
struct Combinatie {
    bool sluit_uit = false; ///< true: `deze` never together with `die`; false: `deze` only beside one of `die`
    std::string deze;
    std::vector<std::string> die;
    Geldigheid geldig;
    std::string herkomst;
};

/// How a contract rule acts in this region: `[regels.R14]` in bundel.toml. Only what the standard leaves room for loads.
struct RegelInstelling {
    std::string regel;        ///< "R14"
    std::int16_t bericht = 0; ///< 301, 323, ...; 0: every message of the rule
    bool aan = true;
    Gevolg gevolg = Gevolg::signaleren;
    std::string herkomst;
};

/// Figures of a region that rules need: `[parameters]` in bundel.toml, each with its default.
struct Parameters {
    std::int32_t trajectplan_dagen = 56;               ///< R22: 8 weeks after the start
    std::int32_t toewijzing_dagen = 56;                ///< R23: 8 weeks after the melding
    std::int32_t start_dagen = 0;                      ///< CSW 7: a toewijzing without 305 after so many days is a signal; 0: not agreed
    std::int32_t buiten_raam_bp = 1000;                ///< R20: 10 %
    std::int32_t declaratie_maanden = 1;               ///< SAP: last day of the month so many after the one delivered in; a signal
    bool plafond_tot_en_met = true;                    ///< R14: reaching the ceiling exactly is allowed (E23)
    bool vrijval_niet_gedeclareerd = true;             ///< a stop releases all that is not declared (E23); else what lies after the stop
    std::vector<std::string> wmo_verwijzers_geweigerd; ///< R27: WJ codes of Verwijzer that Wmo does not take
    bool profiel_verplicht = false;                    ///< R25
};

/// A contract tarief (TR418): product, unit and validity; `aanbieder` empty: for every aanbieder without a line of its own.
struct ContractTarief {
    Domein domein = Domein::wmo;
    std::string product;
    Code eenheid;
    std::string aanbieder; ///< AGB, or empty
    Money tarief;          ///< per unit
    Geldigheid geldig;
    std::string herkomst;
};

/// The one in force on a day; nullptr: none. @param tarieven of one product, eenheid and aanbieder, by start
[[nodiscard]] ContractTarief const* op_dag(std::span<ContractTarief const> tarieven, Date op);

/// A figure that reports use and the sources leave open: a key of `[rapport]` in bundel.toml (docs/rapporten.md).
struct RapportInstelling {
    std::string naam;
    std::string waarde;
    std::string herkomst;
};

struct Contract {
    std::string naam;   ///< "noorderdal"
    std::string versie; ///< "2026-1"
    std::string hash;   ///< SHA-256 over the bundle's canonical bytes, lower-case hex
    Geldigheid geldig;
    std::vector<ContractGemeente> gemeenten;
    std::vector<ContractProduct> producten; ///< sorted by (domein, code, van)
    std::vector<ContractTarief> tarieven;   ///< sorted by (domein, product, eenheid, aanbieder, van)
    std::string regio;                      ///< name of the region, for people
    std::vector<Contractvorm> vormen;
    std::vector<Perceel> percelen;
    std::vector<Overeenkomst> overeenkomsten; ///< sorted by (aanbieder, perceel, van)
    std::vector<GeenDeelname> geen_deelname;
    std::vector<Opslag> opslagen;  ///< sorted by (domein, product, aanbieder, van)
    std::vector<Budget> budgetten; ///< sorted by (niveau, aanbieder, gemeente, jaar)
    std::vector<Capaciteit> capaciteit;
    std::vector<Combinatie> combinaties;
    std::vector<RegelInstelling> regels; ///< sorted by (regel, bericht)
    Parameters parameters;
    std::vector<RapportInstelling> rapport; ///< sorted by name

    /// "naam@versie", as findings and decisions name it.
    [[nodiscard]] std::string label() const { return naam + "@" + versie; }
    [[nodiscard]] ContractGemeente const* gemeente(std::string_view code, Date op) const;
    /// The product valid on a day; any day of the list when `op` is nullopt.
    [[nodiscard]] ContractProduct const* product(Domein domein, std::string_view code, std::optional<Date> op) const;
    /// The lines of a product code, by start.
    [[nodiscard]] std::span<ContractProduct const> producten_met(Domein domein, std::string_view code) const;
    /// The tarieven of exactly this aanbieder ("" for everybody's), by start.
    [[nodiscard]] std::span<ContractTarief const> tarieven_van(Domein domein, std::string_view product, Code eenheid,
                                                               std::string_view aanbieder) const;
    /// The tarief for this aanbieder on a day: its own line, else the one for everybody.
    [[nodiscard]] ContractTarief const* tarief(Domein domein, std::string_view product, Code eenheid, std::string_view aanbieder,
                                               Date op) const;
    [[nodiscard]] Perceel const* vind_perceel(std::string_view id) const;
    [[nodiscard]] Contractvorm const* vorm(std::string_view id) const;
    /// All agreements of an aanbieder, whatever their validity; empty: it has none.
    [[nodiscard]] std::span<Overeenkomst const> van_aanbieder(std::string_view aanbieder) const;
    /// The agreement of an aanbieder for a perceel in force on a day; nullptr: none.
    [[nodiscard]] Overeenkomst const* overeenkomst(std::string_view aanbieder, std::string_view perceel, Date op) const;
    /// The surcharges on a product, for everybody and for single aanbieders, whatever their validity.
    [[nodiscard]] std::span<Opslag const> opslagen_op(Domein domein, std::string_view product) const;
    /// The budgets of a level, of this aanbieder and this gemeente (empty where the level has none), of all years.
    [[nodiscard]] std::span<Budget const> budgetten_van(BudgetNiveau niveau, std::string_view aanbieder, std::string_view gemeente) const;
    /// The setting of a rule for a message: its own line, else the rule's line for all messages; nullptr: the default.
    [[nodiscard]] RegelInstelling const* regel(std::string_view id, std::int16_t bericht) const;
    /// Whether there is anything beyond products and tarieven: without it no contract rule runs.
    [[nodiscard]] bool heeft_afspraken() const noexcept { return !overeenkomsten.empty() || !percelen.empty(); }
};

} // namespace model
