#include "gateway/replay/voortgang.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace gateway::replay {

std::string voortgang_tekst(std::uint64_t gedaan, std::uint64_t totaal, std::chrono::milliseconds duur) {
    constexpr std::uint64_t breedte = 30;
    auto const vol = std::min(gedaan * breedte / totaal, breedte);
    auto uit = fmt::format("[{:#<{}}{:.<{}}] {:3} %", "", vol, "", breedte - vol, gedaan * 100 / totaal);
    if (gedaan == 0) return uit;
    auto const nog = static_cast<std::uint64_t>(duur.count()) * (totaal - std::min(gedaan, totaal)) / gedaan / 1000;
    return uit + fmt::format("  nog {}:{:02}", nog / 60, nog % 60);
}

Voortgang::Voortgang() : terminal_(::isatty(STDERR_FILENO) == 1), begin_(std::chrono::steady_clock::now()), vorige_(begin_) {}

void Voortgang::stap(std::uint64_t gedaan, std::uint64_t totaal) {
    if (totaal == 0) return;
    auto const nu = std::chrono::steady_clock::now();
    if (nu - vorige_ < (terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(1000))) return;
    vorige_ = nu;
    getoond_ = true;
    auto const tekst = voortgang_tekst(gedaan, totaal, std::chrono::duration_cast<std::chrono::milliseconds>(nu - begin_));
    if (terminal_) fmt::print(stderr, "\r{}\033[K", tekst);
    else fmt::print(stderr, "{}\n", tekst);
    std::fflush(stderr);
}

void Voortgang::klaar() {
    if (terminal_ && getoond_) fmt::print(stderr, "\r\033[K");
    std::fflush(stderr);
}

} // namespace gateway::replay
