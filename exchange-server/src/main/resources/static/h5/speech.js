// Reading a screen aloud, where the browser can.

/** Whether it can. */
export function canSpeak() {
  return 'speechSynthesis' in window && typeof SpeechSynthesisUtterance === 'function';
}

/** Whether it does. */
export function speaking() {
  return canSpeak() && (speechSynthesis.speaking || speechSynthesis.pending);
}

/** Stops. */
export function hush() {
  if (canSpeak()) {
    speechSynthesis.cancel();
  }
}

/** Reads the text of an element, sentence by sentence: long texts are cut off by some browsers. */
export function speak(element, language, done) {
  hush();
  const sentences = element.innerText.split(/(?<=[。！？；\n])|(?<=[.!?])\s/).filter((part) => part.trim());
  sentences.forEach((sentence, index) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = language;
    utterance.rate = 0.9;
    if (index === sentences.length - 1) {
      utterance.onend = done;
    }
    speechSynthesis.speak(utterance);
  });
}
