#pragma once

#include "gateway/verkeer/plan.hpp"
#include "gateway/verkeer/waarheid.hpp"
#include "xsd/model/bericht.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gateway::verkeer {

/// One prestatie to be declared, and what is planted in it.
struct Declaratieregel {
    std::string bsn;
    model::Prestatie prestatie;
    std::optional<Waarheid> fout; ///< planted: the prestatie is rejected
};

/// What a toewijzing declares: which prestaties stand in the declaratie of which month. Everything follows from the seed, the toewijzing
/// and the month, so that a credit or a late claim finds what it is about without anything having been kept. Pure; any thread.
class Regels {
public:
    /// All must live as long.
    Regels(Regio const& regio, Plan const& plan, Opdracht const& opdracht);

    /// Appends what stands in the declaratie of that month (0: the first).
    void voeg_toe(std::size_t t, std::int32_t maand, std::vector<Declaratieregel>& uit) const;

private:
    enum class Rol : std::uint8_t { gewoon, een_maand_later, twee_maanden_later, gecrediteerd, fout };
    enum class Fout : std::uint8_t { tarief, boven_volume, onbekende_toewijzing, dubbele_referentie, verkeerde_bsn, ander_product };
    static constexpr std::uint8_t fouten = 6;

    /// What was delivered in a month; nullopt: nothing that can be declared.
    struct Levering {
        model::Period periode;
        std::int64_t volume = 0; ///< in the Eenheid that is declared in
        model::Money tarief{};   ///< per unit of the toewijzing
    };
    [[nodiscard]] std::optional<Levering> levering(std::size_t t, std::int32_t maand) const;
    [[nodiscard]] Rol rol(std::size_t t, std::int32_t maand) const;
    [[nodiscard]] std::uint64_t getal(std::uint64_t waarvoor, std::size_t t, std::int32_t maand) const;
    [[nodiscard]] bool betaald(std::size_t t, std::int32_t maand) const;
    [[nodiscard]] std::int64_t volume(Toewijzing const& t, model::Period geleverd, std::uint64_t getal) const;
    [[nodiscard]] model::Prestatie debet(std::size_t t, Levering const& levering, std::string referentie) const;
    [[nodiscard]] Declaratieregel regel(std::size_t t, Levering const& levering, std::string referentie) const;
    void fout(std::size_t t, std::int32_t maand, Levering const& levering, std::vector<Declaratieregel>& uit) const;
    [[nodiscard]] bool plant(Fout fout, std::size_t t, std::int32_t maand, Levering const& levering, Declaratieregel& regel) const;
    void fout_erbij(std::size_t t, std::int32_t maand, std::vector<Declaratieregel>& uit) const;
    [[nodiscard]] std::optional<std::int64_t> hoogste(Toewijzing const& t, model::Period periode) const;

    Regio const& regio_;
    Plan const& plan_;
    Opdracht const& opdracht_;
    bool tarief_keurt_af_;
};

} // namespace gateway::verkeer
