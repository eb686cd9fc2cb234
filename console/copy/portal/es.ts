/** Every word of the portal, in Spanish, with formal address. See `en.ts` for the rules. */
import type { PortalCopy } from "./en.ts";
import { me } from "../me/es.ts";

const typedHeading = "Primero, comprobemos que es usted";

export const es: PortalCopy = {
  lang: "es",
  dir: "ltr",
  name: "Español",
  language: "Idioma",
  brand: "TI de {organisation}",
  date: "{weekday} {day} de {month}",
  practice:
    "**Práctica.** Se está comprobando a sí mismo. No cuenta para nada: no cambia ninguna cuenta y no se avisa a nadie.",
  deskPlace: "servicio de asistencia de TI",
  reportLink: "No he sido yo",
  goBack: "Volver",
  call: "Llamar al {phone}",
  open: { until: "Abierto hoy hasta las {until}", from: "Abierto hoy de {from} a {until}" },
  titles: {
    landing: "Inicio",
    code: "Código",
    question: "Pregunta {n}",
    warning: "Detenido",
    report: "No he sido yo",
    reported: "Comunicado",
    approving: "En espera",
    holding: "Vuelva más tarde",
    action: "Su cuenta",
    action_done: "Hecho",
    action_withdrawn: "Siguiente paso",
    verified: "Listo",
    not_verified: "Siguiente paso",
    timed_out: "Se acabó el tiempo",
    person_asked: "Siguiente paso",
    other_browser: "Otro navegador",
    no_cookies: "Abrir en el navegador",
    move_code: "Código",
    moved: "Otro navegador",
    ended: "Enlace terminado",
    unknown: "Enlace desconocido",
    fault: "Error",
    busy: "Un momento",
    data: "Sus datos",
    other_ways: "Otras formas",
  },

  landing: {
    headings: {
      password_reset: typedHeading,
      account_unlock: typedHeading,
      mfa_reset: typedHeading,
      identity_check: typedHeading,
    },
    who: "**{agent}**, del servicio de asistencia de TI, le ha enviado este enlace. Después se podrá seguir con su incidencia.",
    typed: {
      heading: typedHeading,
      who: "El servicio de asistencia de TI le ha enviado este enlace por la incidencia {ticket}.",
    },
    ticket: "Incidencia {ticket}",
    openedToday: "Incidencia {ticket}, abierta hoy a las {time}",
    openedEarlier: "Incidencia {ticket}, abierta el {day}\u00a0de\u00a0{month} a las {time}",
    minutes: { one: "{n} minuto", other: "{n} minutos" },
    questions: "de {least} a {most} preguntas",
    longer:
      "Después puede tardar más: otra persona tiene que dar su aprobación, o la solicitud se retiene un rato para protegerle.",
    question: "¿Cómo empezó esto?",
    hint: "Elija usted. TI nunca le dice qué botón pulsar aquí.",
    started: {
      i_contacted: "Yo contacté con TI",
      someone: "Alguien me contactó a mí",
      unknown: "No lo sé",
    },
    collected:
      "Usamos sus respuestas, su red y su navegador para comprobar que es usted. Nunca sus fotos, archivos ni mensajes. Sus respuestas se borran a los 30 días. Puede decir que no.",
    dataLink: "Sus datos",
    otherWaysLink: "Otras formas de demostrar que es usted",
  },

  data: {
    heading: "Qué usamos y por qué",
    kept: {
      answers: "**Sus respuestas y lo que le preguntamos**: se borran a los {days} días.",
      contact: "**El número o la dirección a la que escribimos**: se borra a los {days} días.",
      evidence: "**Su red y su navegador, y cuándo hizo qué**: se borran a los {days} días.",
      ticketText: "**Nuestra copia del texto de su incidencia**: se borra {days} días después de su último cambio.",
      leaver: "**Lo que el directorio dice de usted, con sus contactos**: se borra {days} días después de que se vaya.",
      phone: "**Una marca de su teléfono, para reconocerlo**: se borra a los {days} días.",
      record:
        "**Un registro de que hubo la comprobación y cómo terminó**: se guarda {years} años, como exigen nuestras normas.",
    },
    why: [
      "{organisation} pide a {brand} que compruebe quién hace la petición, para que nadie más pueda cambiar su cuenta.",
    ],
    rights: [
      "No tiene que hacerlo aquí. Si dice que no, no cambiamos su cuenta y puede usar otra forma.",
      "Si tiene preguntas o quiere ver o borrar sus datos: {contact}.",
    ],
  },

  otherWays: {
    heading: "Otras formas de demostrar que es usted",
    ways: [
      "Vaya con su tarjeta de empleado a este lugar: {place}. {open}",
      "Pida a su responsable que llame por usted al servicio de asistencia de TI.",
      "Diga a la persona que le atiende por teléfono que prefiere no hacerlo. No pasa nada malo.",
    ],
  },

  code: {
    label: "Escriba los 6 números que TI le lee",
    hint: "TI se los lee a usted. TI nunca le pide que los lea en voz alta.",
    limits: "Sirven hasta las {time}. {tries}",
    tries: { one: "Tiene {n} intento.", other: "Tiene {n} intentos." },
    wrong: "Estos números no coinciden. {tries}",
    triesLeft: { one: "Le queda {n} intento.", other: "Le quedan {n} intentos." },
    notACode: "Escriba los 6 números. Esto no ha gastado ningún intento.",
    ended: "Estos números ya no sirven. Pida otros a TI.",
    submit: "Continuar",
  },

  moveCode: {
    heading: "Escriba los 6 números que le hemos enviado",
    label: "Los 6 números",
    hint: "Se enviaron al mismo teléfono o correo que antes. No los lea nunca en voz alta.",
    ended: "Estos números ya no sirven.",
    again: "Enviar números nuevos",
  },

  checking: {
    over: "Usted indicó: Yo contacté con TI",
    heading: "Preparando la primera pregunta",
    text: "Tarda uno o dos segundos. No tiene que hacer nada.",
    collected: "Miramos su red y su navegador. Nunca sus fotos, archivos ni mensajes.",
  },

  question: {
    progress: {
      within: "Pregunta {n} de {least} a {most}",
      beyond: "Pregunta {n}, unas pocas más",
      last: "Pregunta {n}, la última",
    },
    kinds: {
      peer: { heading: "¿Cuál de estas personas tiene el mismo responsable que usted?" },
      direct_report: { heading: "¿Cuál de estas personas depende de usted?" },
      group: { heading: "¿En cuál de estos grupos está usted?" },
      closed_ticket: { heading: "¿Con cuál de estas cosas pidió ayuda a TI?" },
      meeting_person: { heading: "¿Con quién tuvo una reunión el {date}?" },
      manager: {
        heading: "¿Quién es su responsable?",
        hint: "Nombre y apellido. Las pequeñas faltas no importan.",
      },
      sign_in_city: {
        heading: "¿En qué ciudad estaba cuando inició sesión en el trabajo por última vez antes de hoy?",
      },
      start_month: { heading: "¿Cuándo empezó a trabajar en {organisation}?" },
    },
    choiceHint: "Toque una. Puede cambiarla en la pantalla siguiente.",
    monthHint: "Primero el año, después el mes. Basta con que sea aproximado.",
    none: "Ninguna de estas opciones",
    skip: "No lo sé",
    skipHint: "No pasa nada si no lo sabe. Le preguntaremos otra cosa.",
    submit: "Continuar",
    answer: "Su respuesta",
    month: "Mes",
    year: "Año",
    earlier: "Años anteriores",
    change: "Cambiar la respuesta anterior",
    until: "Tiene hasta las **{time}**",
    moreTime: "Necesito más tiempo",
    added: "10 minutos más",
    soon: "Quedan dos minutos. Pulse «Necesito más tiempo» si quiere 10 más.",
    soonNoMore: "Quedan dos minutos.",
    problem: "Revise su respuesta",
    problems: {
      year: "Elija primero el año",
      month: "Elija un mes",
      empty: "Escriba una respuesta o pulse No lo sé",
      too_long: "Escriba una respuesta más corta",
    },
  },

  offline: {
    heading: "Sin conexión",
    text: "Su respuesta está guardada. La enviaremos cuando vuelva a tener conexión.",
    retry: "Probar ahora",
    waiting: "Pendiente de envío",
    sent: "Enviado. Vuelve a tener conexión.",
  },

  warning: {
    state: "Comprobación detenida",
    headings: {
      someone: "Deténgase aquí.\nPuede ser un engaño",
      unknown: "Deténgase aquí.\nPrimero, asegurémonos",
    },
    text: "Hay quien se hace pasar por TI. Ha hecho bien en parar. Nada ha cambiado en su cuenta.",
    never: "TI nunca le pide",
    nevers: [
      "que lea en voz alta un código o una contraseña",
      "que apruebe un inicio de sesión que usted no empezó",
      "que instale una aplicación para mostrar su pantalla",
      "que pulse un botón concreto en esta página",
    ],
    next: "Qué hacer ahora",
    steps: [
      "Si está en una llamada, cuelgue.",
      "Llame usted a TI. Use un número que ya conozca, como el de su tarjeta de empleado.",
    ],
    note: "Se lo hemos dicho al servicio de asistencia de TI. ¿Pulsó por error? Pídales un enlace nuevo.",
  },

  report: {
    heading: "¿Usted no lo ha pedido?",
    intro: "Si nos dice que no ha sido usted:",
    stop: "detendremos esta petición ahora",
    tellSecurity: "se lo diremos al equipo de seguridad",
    tellDesk: "se lo diremos al servicio de asistencia de TI",
    block: "bloquearemos nuevas peticiones de contraseña para su cuenta hasta mañana a las {time}",
    forget: {
      sms: "dejaremos de usar este número de teléfono para {organisation}",
      email: "dejaremos de usar esta dirección de correo para {organisation}",
    },
    same: "Lo que no cambia",
    sameOnRecord: "Su contraseña no cambia. Puede iniciar sesión y trabajar como siempre.",
    sameTyped: "No pasa nada más. No tiene que hacer nada más.",
    yes: "Sí, no he sido yo",
    no: "No, volver",
  },

  reported: {
    state: "Detenido a las {time}",
    heading: "Gracias. Lo hemos detenido",
    security: "Se lo estamos diciendo al equipo de seguridad. Su contraseña no ha cambiado. Puede cerrar esta página.",
    desk: "Se lo hemos dicho al servicio de asistencia de TI. Su contraseña no ha cambiado. Puede cerrar esta página.",
  },

  holding: {
    state: "En espera",
    heading: "Vuelva a las {time}, en este navegador",
    headingDesk: "Continúa a las {time}",
    text: "Por ahora su parte está hecha. Para protegerle, no se puede cambiar nada antes de las **{time}**. Se ha avisado de esta petición a los contactos que TI tiene de usted, y cada uno de ellos puede detenerla.",
    returns:
      "Entonces abra otra vez su enlace, **en este navegador de este dispositivo**: no continúa en ningún otro. Un mensaje le avisará cuando llegue el momento, y tendrá unos minutos para elegir su nueva contraseña.",
    desk: "Después continúa el servicio de asistencia de TI. Aquí no tiene que hacer nada más.",
    note: "Hasta entonces puede bloquear el teléfono o cerrar esta página. Es posible que TI le deje continuar antes.",
    again: "Comprobar otra vez",
  },

  approving: {
    state: "En espera",
    heading: "Falta que otra persona dé su acuerdo",
    text: "Su parte está hecha. Para esta petición, otra persona tiene que decir que sí. ¿Está en una llamada con TI? No cuelgue.",
    note: "Puede bloquear el teléfono o cerrar esta página. Abra el enlace otra vez en este navegador para ver la respuesta.",
    late: "¿Sin respuesta a las **{time}**? El servicio de asistencia de TI le dirá entonces qué hacer.",
    digitsHeading: "Su responsable le va a llamar",
    digits:
      "Lea estas dos cifras a su responsable, y solo si de verdad es su responsable quien le llama. Nunca a alguien de TI.",
    again: "Comprobar otra vez",
    passkey: {
      state: "Un paso más",
      heading: "Use su llave de acceso",
      text: "Gracias por sus respuestas. Para esta petición, muestre también su llave de acceso: con su dedo, su cara o su PIN. ¿Está en una llamada con TI? No cuelgue.",
      asked: "TI también ha preguntado a otra persona. Si dice que sí, puede que baste.",
      use: "Usar la llave de acceso",
      script:
        "Su navegador no puede hacerlo aquí: hace falta JavaScript y un navegador de 2025 o posterior. Llame al servicio de asistencia de TI.",
      none: "No se usó ninguna llave. Inténtelo otra vez. Si está en otro dispositivo, elíjalo cuando su navegador lo pregunte.",
      refused: "Esta llave no se aceptó. Use una que añadió a su propia página hace siete días o más.",
      suspended: "Ha aparecido una copia de esta llave, así que ya no cuenta. Llame al servicio de asistencia de TI.",
      away: "No ha funcionado. Sus respuestas están a salvo. Inténtelo otra vez en un momento.",
      late: "Tiene hasta las **{time}**. Después, el servicio de asistencia de TI le dirá qué hacer.",
    },
  },

  passkeyOffer: {
    heading: "Más rápido la próxima vez",
    text: "Añada una llave de acceso a este dispositivo. Cuando TI vuelva a pedir algo más que respuestas, bastará su dedo, su cara o su PIN. Cuenta a los siete días. Se avisa a todos los contactos que tenemos de usted y a su responsable.",
    added: "Su llave de acceso está añadida. Cuenta a los siete días, y se avisa a sus contactos y a su responsable.",
  },

  verified: {
    state: "Comprobado. Es usted, {firstName}",
    heading: "Su parte está hecha",
    text: "{agent} ya puede seguir con su incidencia. Puede cerrar esta página.",
  },

  action: {
    account: "Para {account}",
    until: "Tiene hasta las **{time}**",
    headings: { password_reset: "Elija su nueva contraseña", account_unlock: "Desbloquee su cuenta de trabajo" },
    unlock: "Pulse el botón y podrá volver a entrar con su contraseña.",
    rules: "Su cuenta de trabajo pide",
    length: { one: "{n} carácter o más", other: "{n} caracteres o más" },
    atMost: { one: "no más de {n} carácter", other: "no más de {n} caracteres" },
    notLeaked: "ninguna que se conozca por una filtración de datos",
    noRules: "Su cuenta de trabajo no nos dice ahora sus reglas. Las comprueba al guardar.",
    label: "Nueva contraseña",
    hide: "Ocultar",
    show: "Mostrar",
    suggest: "Sugerir una",
    another: "Sugerir otra",
    note: "Guárdela en su aplicación de contraseñas o anótela. La necesita enseguida en su portátil. IT no puede verla.",
    submits: { password_reset: "Poner esta contraseña", account_unlock: "Desbloquear mi cuenta" },
    working: "Esperamos a su cuenta de trabajo. Mire de nuevo en un minuto.",
    again: "Mirar de nuevo",
    unsure: {
      password_reset: "Su cuenta de trabajo no dijo si aceptó su contraseña. Ponga una otra vez: vale la última.",
      account_unlock: "Su cuenta de trabajo no dijo si está desbloqueada. Pulse el botón otra vez.",
    },
    problems: {
      empty: "Escriba una contraseña nueva o pulse Sugerir una.",
      common: "Demasiada gente usa esta contraseña. Elija otra o pida una sugerencia.",
      leaked:
        "Esta se conoce por una filtración de datos, así que los atacantes la prueban. Elija otra o pida una sugerencia.",
      personal: "Es poco más que su nombre, el de su cuenta o el de la empresa. Añada otras palabras.",
      too_short: {
        one: "Demasiado corta. Use {n} carácter o más.",
        other: "Demasiado corta. Use {n} caracteres o más.",
      },
      too_long: {
        one: "Demasiado larga. Use {n} carácter como máximo.",
        other: "Demasiado larga. Use {n} caracteres como máximo.",
      },
      refused: "Su cuenta de trabajo no la aceptó: {reason}",
      away: "Ahora no podemos llegar a su cuenta de trabajo. Nada ha cambiado. Inténtelo de nuevo en un minuto.",
      none_left: "Lo ha intentado tantas veces como permitimos. Pida un enlace nuevo al servicio de asistencia de IT.",
    },
  },

  actionDone: {
    state: "Hecho a las {time}",
    headings: { password_reset: "Su nueva contraseña ya vale", account_unlock: "Su cuenta está desbloqueada" },
    earlier: "Es la que escribió antes de la última.",
    leaks: {
      none_known: "No está entre las contraseñas que se conocen por filtraciones de datos.",
      not_checked: "No hemos podido mirar si se conoce por una filtración de datos.",
    },
    covers: "Ya vale en todas partes donde entra con su cuenta de trabajo. Una cuenta con contraseña propia no cambia.",
    next: "Haga esto ahora",
    laptop:
      "**Portátil.** En la oficina, reinícielo y use la nueva contraseña. En casa, entre con la antigua, conecte la VPN, bloquee y desbloquee con la nueva.",
    mail: "**Correo en su teléfono.** Ábralo. Cuando la pida, escriba la nueva contraseña.",
    sessions: "Cerramos su sesión en sus otros dispositivos, donde su cuenta de trabajo lo permite.",
    unlocked: "Entre con la contraseña que ya tiene. No ha cambiado nada más.",
    notWorking: "Sigue sin funcionar",
    opens: "Esto avisa al servicio de asistencia de IT. Su solicitud es {ticket}.",
    told: "Hemos avisado al servicio de asistencia de IT. Lo miran y le contactan. Su solicitud es {ticket}.",
  },

  actionWithdrawn: {
    heading: "No podemos hacerlo aquí",
    text: "Nada ha cambiado en su cuenta. {agent} puede verlo y le dice qué pasa ahora.",
  },

  feedback: { question: "¿Qué tal ha ido?", easy: "Fácil", ok: "Normal", hard: "Difícil", thanks: "Gracias." },

  notVerified: {
    heading: "No podemos terminarlo aquí",
    text: "No significa que haya hecho algo mal. Para proteger las cuentas, no mostramos cómo fue cada paso. Nada ha cambiado en su cuenta.",
    next: "Su siguiente paso",
    step: "Vaya al mostrador de TI\ncon su tarjeta de empleado",
    reference: "Su número de referencia",
    ticket: "Incidencia {ticket}. El servicio de asistencia también lo tiene.",
    onCall: "¿Está en una llamada con {agent}? No cuelgue. {agentFirst} ve que ha terminado.",
    call: "¿No puede ir? Llame al {phone}",
    person: "Pedir que una persona lo mire de nuevo",
  },

  timedOut: {
    heading: "Se acabó el tiempo",
    text: "Ha tardado demasiado y lo hemos cerrado para proteger su cuenta. Nada ha cambiado. Pida un enlace nuevo al servicio de asistencia de TI.",
  },

  personAsked: {
    heading: "Una persona lo mirará",
    text: "Tendrá noticias nuestras antes de: **{time}**, en un teléfono o correo que ya tenemos. Si llama, dé este número:",
    today: "hoy, {time}",
    tomorrow: "mañana, {time}",
    other: "{weekday} {day} de {month}, {time}",
  },

  otherBrowser: {
    heading: "Empezó en otro navegador",
    text: "Pasa cuando el enlace se abre dentro de otra aplicación. Sus respuestas están guardadas.",
    next: "Para seguir en este",
    steps: ["Pulse **Seguir aquí**.", "Enviamos 6 números al mismo teléfono o correo que antes.", "Escríbalos aquí."],
    back: "O vuelva al otro navegador.",
    move: "Seguir aquí",
    notMe: "En el otro navegador no era yo",
  },

  noCookies: {
    heading: "Abra esto en su navegador",
    text: "Esta página está abierta dentro de otra aplicación, o las cookies están desactivadas. Necesitamos una pequeña cookie para saber que la siguiente respuesta también es de usted.",
    next: "Qué hacer ahora",
    steps: [
      "Busque **Abrir en el navegador** en el menú de esta aplicación.",
      "O copie el enlace, abra Safari, Chrome u otro navegador y péguelo en la barra de direcciones.",
    ],
    link: "Su enlace",
    copy: "Copiar el enlace",
    copied: "Enlace copiado",
    unused: "No se ha gastado nada: su enlace sigue sirviendo allí. No se lo dé nunca a nadie.",
    again: "Las cookies ya están activadas, probar aquí otra vez",
  },

  moved: { heading: "Ha seguido en otro navegador", text: "Puede cerrar esta página." },

  ended: {
    heading: "Este enlace ha terminado",
    text: "Los enlaces sirven 10 minutos y una sola vez. Así se protegen las cuentas. Nada ha cambiado.",
    next: "Qué hacer ahora",
    step: "Pida un enlace nuevo al servicio de asistencia de TI. ¿Está en una llamada con ellos? Dígaselo. Son unos segundos.",
  },

  unknown: {
    heading: "No conocemos este enlace",
    text: "Puede que falte una parte. Ábralo otra vez desde el mensaje o pida uno nuevo al servicio de asistencia de TI.",
  },

  busy: {
    heading: "Un momento",
    text: "Nuestro sistema no responde ahora. Nada de lo que ha enviado cuenta en su contra. Inténtelo de nuevo en un momento.",
    again: "Intentar de nuevo",
    waiting: "Nuestro sistema no responde ahora. Su respuesta está guardada. La enviamos otra vez por usted.",
    sent: "Enviado. Ya funciona otra vez.",
  },

  fault: {
    heading: "Algo ha fallado por nuestra parte",
    text: "Nada ha cambiado. Inténtelo de nuevo en un minuto. Si sigue igual, llame al {phone}.",
  },

  me,
};
