#pragma once

#include "rules/rapport/berekening.hpp"

/// What makes each report; the table of them is in soorten.cpp. Source: regions.md 4, C01 to C28.
namespace rules::rapport {

using Maker = std::unique_ptr<Berekening>(Rapportsoort const&, Opdracht const&);

Maker nieuwe_benutting;       // C01
Maker nieuwe_clienten;        // C02
Maker nieuwe_client_kosten;   // C03
Maker nieuwe_afrekening;      // C04
Maker nieuwe_onderling;       // C05
Maker nieuwe_plafonds;        // C06
Maker nieuwe_plekken;         // C07
Maker nieuwe_populatie;       // C08
Maker nieuwe_index;           // C09
Maker nieuwe_transformatie;   // C10
Maker nieuwe_omzet;           // C11
Maker nieuwe_buiten_raam;     // C12
Maker nieuwe_kostenverdeling; // C13
Maker nieuwe_bonus_malus;     // C14
Maker nieuwe_effect;          // C15
Maker nieuwe_stromen;         // C16
Maker nieuwe_monitor;         // C17
Maker nieuwe_doorlooptijden;  // C18
Maker nieuwe_verschuiving;    // C19
Maker nieuwe_klachten;        // C20
Maker nieuwe_abc;             // C21
Maker nieuwe_jeugd_ggz;       // C22
Maker nieuwe_jaarafsluiting;  // C23
Maker nieuwe_regels;          // C23
Maker nieuwe_dashboard;       // C24
Maker nieuwe_begroting;       // C25
Maker nieuwe_herkomst;        // C26
Maker nieuwe_prognose;        // C27
Maker nieuwe_doelen;          // C28

/// A value of a cell.
[[nodiscard]] inline Waarde geld(model::Money bedrag) { return bedrag.cents; }
/// deel / geheel in basis points; nothing when the whole is nothing: no figure is not zero.
[[nodiscard]] Waarde aandeel(std::int64_t deel, std::int64_t geheel);

} // namespace rules::rapport
