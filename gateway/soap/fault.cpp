#include "gateway/soap/fault.hpp"

#include "xsd/model/text.hpp"

#include <fmt/format.h>

#include <array>

namespace gateway::soap {

namespace {

struct Regel {
    std::string_view code;
    std::string_view plek;
    std::string_view tekst;
};

/// By Foutcode. Code and plek are the table's.
constexpr std::array<Regel, 12> regels{{
    {"StUF007", "server", "Versie sectormodel niet ondersteund"},
    {"StUF010", "client", "Ontvangende organisatie, applicatie of administratie onbekend"},
    {"StUF013", "client", "Zendende organisatie, applicatie of administratie onbekend"},
    {"StUF016", "client", "Combinatie zender en referentienummer niet uniek"},
    {"StUF019", "client", "Het tijdstipBericht is niet groter dan dat van een voorgaand bericht"},
    {"StUF022", "client", "Berichtcode onbekend"},
    {"StUF034", "client", "Functie onbekend"},
    {"StUF037", "server", "Functie niet ondersteund"},
    {"StUF040", "server", "Combinatie van berichtcode en functie niet ondersteund"},
    {"StUF043", "client", "Het crossRefnummer is niet bekend"},
    {"StUF046", "server", "Opslaan van het bericht niet mogelijk"},
    {"StUF055", "client", "Berichtbody is niet conform schema in sectormodel"},
}};

constexpr std::size_t most_omschrijving = 200; ///< characters

std::string cut(std::string text) {
    if (model::length(text) <= most_omschrijving) return text;
    std::size_t characters = 0;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && ++characters == most_omschrijving) break;
    }
    text.resize(at);
    return text += "…";
}

} // namespace

model::EnvelopFoutmelding foutmelding(Foutcode code, std::string_view uitleg) {
    auto const& regel = regels.at(static_cast<std::size_t>(code));
    return {std::string(regel.code), std::string(regel.plek),
            uitleg.empty() ? std::string(regel.tekst) : cut(fmt::format("{}: {}", regel.tekst, uitleg)), ""};
}

std::string_view faultcode(model::EnvelopFoutmelding const& fout) { return fout.plek == "server" ? "Server" : "Client"; }

} // namespace gateway::soap
